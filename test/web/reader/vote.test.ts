import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toolSlugSchema } from '#catalog/tool.ts';
import { readerToken } from '#subscribers/reader-token.ts';
import { castVote, countVotes } from '#votes/vote-queries.ts';
import { aSite, SECRET, type Site } from './a-site.ts';

const tokenOf = (subscriberId: number) => readerToken(SECRET, { subscriberId, issueId: 47 });

let site: Site;
let path: string;
let a: string;
let b: string;
beforeEach(async () => {
  site = await aSite({}, 2);
  const [pairing] = (await site.app.readCatalog()).catalog.pairings;
  [a, b] = pairing!.tools;
  path = `/vote/${pairing!.slug}`;
});
afterEach(async () => {
  expect(site.errors).toEqual([]);
  await site.end();
});

const votes = () =>
  site.app.store.selectFrom('votes').select(['tool', 'subscriber_id', 'choice']).orderBy('tool').execute();

describe('A vote link', () => {
  it('shows what it chose and counts nothing', async () => {
    const page = await (await site.get(`${path}/${tokenOf(1)}?${b}=skip`)).text();
    expect(page).toMatch(
      new RegExp(
        `<input[^>]*name="${b}"[^>]*checked=""[^>]*value="skip"|<input[^>]*name="${b}"[^>]*value="skip"[^>]*checked=""`,
      ),
    );
    expect(page.match(/checked=""/g)).toHaveLength(1);
    expect(await votes()).toEqual([]);
  });

  it('shows what the reader voted before', async () => {
    await site.post(`${path}/${tokenOf(1)}`, { [a]: 'ship', [b]: 'skip' });
    expect((await (await site.get(`${path}/${tokenOf(1)}`)).text()).match(/checked=""/g)).toHaveLength(2);
  });

  it('of a comparison that does not exist leads to others', async () => {
    expect((await site.get(`/vote/no-vs-where/${tokenOf(1)}`)).status).toBe(404);
  });

  it('that is broken is told from one that works', async () => {
    expect((await site.get(`${path}/${tokenOf(1)}x`)).status).toBe(404);
    expect((await site.post(`${path}/${tokenOf(1).slice(1)}`, { [a]: 'ship' })).status).toBe(404);
    expect(await votes()).toEqual([]);
  });
});

describe('A vote', () => {
  it('counts when its button is pressed', async () => {
    const answer = await site.post(`${path}/${tokenOf(1)}`, { [a]: 'ship' });
    expect(answer.status).toBe(200);
    expect(await votes()).toEqual([{ tool: a, subscriber_id: 1, choice: 'ship' }]);
    const html = await answer.text();
    expect(html).toContain('1 vote so far');
    const back = /href="(\/compare\/[^"]*)"/.exec(html)?.[1] ?? '';
    expect(await (await site.get(back)).text()).toContain('1 vote so far');
  });

  it('is one a reader and tool, and the last stands', async () => {
    await site.post(`${path}/${tokenOf(1)}`, { [a]: 'ship', [b]: 'ship' });
    await site.post(`${path}/${tokenOf(1)}`, { [a]: 'skip' });
    await site.post(`${path}/${tokenOf(2)}`, { [a]: 'ship' });
    const counts = await countVotes(site.app.store);
    expect(counts.get(toolSlugSchema.parse(a))).toEqual({ ship: 1, skip: 1 });
    expect(counts.get(toolSlugSchema.parse(b))).toEqual({ ship: 1, skip: 0 });
  });

  it('says ship or skip about the two tools of the comparison and nothing else', async () => {
    expect((await site.post(`${path}/${tokenOf(1)}`, { [a]: 'maybe', other: 'ship' })).status).toBe(422);
    expect(await votes()).toEqual([]);
  });

  it('of somebody who was erased is not taken', async () => {
    expect((await site.post(`${path}/${tokenOf(99)}`, { [a]: 'ship' })).status).toBe(403);
    expect(await votes()).toEqual([]);
  });

  it('of a pending reader counts once they have confirmed', async () => {
    const { store, clock } = site.app;
    const tool = toolSlugSchema.parse(a);
    await store.updateTable('subscribers').set({ status: 'pending' }).where('id', '=', 1).execute();
    await castVote(store, tool, 1, 'ship', clock());
    await castVote(store, tool, 2, 'skip', clock());
    expect((await countVotes(store)).get(tool)).toEqual({ ship: 0, skip: 1 });
    await store.updateTable('subscribers').set({ status: 'active' }).where('id', '=', 1).execute();
    expect((await countVotes(store)).get(tool)).toEqual({ ship: 1, skip: 1 });
  });
});
