import { afterEach, beforeEach, expect, it } from 'vitest';
import { readerToken } from '#subscribers/reader-token.ts';
import { aSite, SECRET, type Site } from './a-site.ts';

const path = `/preferences/${readerToken(SECRET, { subscriberId: 1, issueId: 47 })}`;

let site: Site;
beforeEach(async () => {
  site = await aSite({}, 2);
});
afterEach(async () => {
  expect(site.errors).toEqual([]);
  await site.end();
});

const reader = (id = 1) => site.app.store.selectFrom('subscribers').selectAll().where('id', '=', id).executeTakeFirst();

it('A reader chooses a name, categories and a pause', async () => {
  const chosen: [string, string][] = [
    ['name', ' Ann '],
    ['category', 'Developer Tools'],
    ['category', 'no such'],
    ['pause', '2'],
  ];
  expect((await site.post(path, chosen)).status).toBe(200);
  expect(await reader()).toMatchObject({ name: 'Ann', categories: '["Developer Tools"]', paused_until: '2026-12-01' });
  expect(await reader(2)).toMatchObject({ name: null, paused_until: null });
});

it('The page says what categories do, and ticks those that are chosen', async () => {
  await site.app.store.updateTable('subscribers').set({ categories: '["Developer Tools"]' }).execute();
  const page = await (await site.get(path)).text();
  expect(page).toContain('Every reader gets the same pairings.');
  const ticked = [...page.matchAll(/<input[^>]*name="category"[^>]*>/g)].filter(([input]) => input.includes('checked'));
  expect(ticked.map(([input]) => /value="([^"]*)"/.exec(input)?.[1])).toEqual(['Developer Tools']);
});

it('A pause stays as it is until another is chosen, and ends when none is', async () => {
  await site.post(path, { pause: '12' });
  site.advance(86_400_000);
  await site.post(path, { pause: 'keep' });
  expect((await reader())?.paused_until).toBe('2027-02-09');
  await site.post(path, { pause: '0' });
  expect((await reader())?.paused_until).toBeNull();
});

it.each([{ pause: '13' }, { pause: '-1' }, { pause: 'x' }, { name: 'x'.repeat(81) }])(
  'A choice that was not offered is refused and changes nothing: %j',
  async (fields) => {
    const before = await site.dump();
    expect((await site.post(path, fields)).status).toBe(422);
    expect(await site.dump()).toBe(before);
  },
);

it('The data of a reader has the consent record and is nobody else’s', async () => {
  const data = await (await site.get(`${path}/data`)).json();
  expect(data).toMatchObject({ subscriber: { id: 1, consent_source: 'test' }, votes: [], deliveries: [] });
});

it('Fetching the pages changes nothing', async () => {
  const before = await site.dump();
  for (const page of [path, `${path}/data`]) {
    await site.get(page);
    await site.request(page, { method: 'HEAD' });
  }
  expect(await site.dump()).toBe(before);
});

it('A reader who is sure is erased, but for a hash', async () => {
  const { address } = (await reader())!;
  expect((await site.post(`${path}/erase`)).status).toBe(422);
  expect((await site.post(`${path}/erase`, { sure: 'yes' })).status).toBe(200);
  expect(await site.dump()).not.toContain(address);
  expect(await site.app.store.selectFrom('erased_addresses').selectAll().execute()).toHaveLength(1);
  expect((await site.get(path)).status).toBe(404);
});
