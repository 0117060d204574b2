import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/sha';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aSite, PUBLIC_URL, type Site } from '../reader/a-site.ts';

let site: Site;
beforeEach(async () => {
  site = await aSite({ SIGN_UP_CHALLENGE: 'always' });
});
afterEach(async () => {
  expect(site.errors).toEqual([]);
  await site.end();
});

const taken = async () => (await site.app.store.selectFrom('sign_ups').selectAll().execute()).length;
const form = (changes: Record<string, string> = {}) => ({
  email: 'ann@verdict-readers.org',
  page: '/',
  started: site.started(),
  ...changes,
});
const sendJson = (fields: object) =>
  site.request('/subscribe', {
    method: 'POST',
    body: JSON.stringify(fields),
    headers: { 'content-type': 'application/json' },
  });

async function solved(address = '/challenge'): Promise<string> {
  const challenge = (await (await site.get(address)).json()) as Challenge;
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
}

it('A form is asked for work from the first one on, and taken once it is done', async () => {
  const asked = await site.post('/subscribe', form());
  expect(asked.status).toBe(422);
  expect(await asked.text()).toContain('<altcha-widget');
  expect(await taken()).toBe(0);
  expect((await site.post('/subscribe', form({ altcha: await solved() }))).status).toBe(200);
  expect(await taken()).toBe(1);
});

it('A program is told where the work is, and taken once it is done', async () => {
  const asked = await sendJson(form());
  expect(asked.status).toBe(422);
  const { status, challenge } = (await asked.json()) as { status: string; challenge: string };
  expect([status, challenge]).toEqual(['challenge', `${PUBLIC_URL}/challenge`]);
  const altcha = await solved(challenge.replace(PUBLIC_URL, ''));
  expect(await (await sendJson(form({ altcha }))).json()).toMatchObject({ status: 'check-your-mail' });
  expect(await taken()).toBe(1);
});

it('Work that was done once does not count twice, and none counts after ten minutes', async () => {
  const [first, late] = [await solved(), await solved()];
  await site.post('/subscribe', form({ altcha: first }));
  expect((await sendJson(form({ altcha: first }))).status).toBe(422);
  site.advance(10 * 60_000);
  expect((await site.post('/subscribe', form({ altcha: late }))).status).toBe(422);
  expect(await taken()).toBe(1);
});

it.each(['', 'x', Buffer.from('{}').toString('base64')])('%j is no work', async (altcha) => {
  expect((await site.post('/subscribe', form({ altcha }))).status).toBe(422);
  expect((await sendJson(form({ altcha }))).status).toBe(422);
  expect(await taken()).toBe(0);
});

it('A form without our stamp, such as one on another site, is asked for both in one step', async () => {
  const asked = await site.post('/subscribe', form({ started: '' }));
  const html = await asked.text();
  expect(html).toContain('<altcha-widget');
  const started = /name="started" value="([^"]*)"/.exec(html)?.[1] ?? '';
  expect((await site.post('/subscribe', form({ started, altcha: await solved() }))).status).toBe(200);
  expect(await taken()).toBe(1);
});
