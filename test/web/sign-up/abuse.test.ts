import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/sha';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aSite, type Site } from '../reader/a-site.ts';

let site: Site;
beforeEach(async () => {
  site = await aSite({ FORM_ORIGINS: 'https://friend.example', TRUSTED_PROXIES: '1' }, 1);
});
afterEach(async () => {
  expect(site.errors).toEqual([]);
  await site.end();
});

let count = 0;
const form = (changes: Record<string, string> = {}) => {
  count += 1;
  return { email: `ann${count}@verdict-readers.org`, page: '/', started: site.started(), ...changes };
};
const taken = async () => (await site.app.store.selectFrom('sign_ups').selectAll().execute()).length;
const send = (headers: Record<string, string>, fields = form()) =>
  site.request('/subscribe', { method: 'POST', body: new URLSearchParams(fields), headers });
const sendJson = (body: string, headers: Record<string, string> = {}) =>
  site.request('/subscribe', { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

it('A form whose hidden field is filled in gets the usual answer and is not taken', async () => {
  expect((await site.post('/subscribe', form({ website: 'https://spam.example' }))).status).toBe(200);
  expect(await taken()).toBe(0);
});

it('A form sent quicker than people are, or without our stamp, is asked for once more and not taken', async () => {
  const { formStartedStamp } = await import('../../../src/web/sign-up/form-started.ts');
  const justNow = formStartedStamp(site.app.config.appSecret, site.app.clock());
  for (const started of [justNow, '', site.app.clock().toISOString(), `${site.started()}x`]) {
    expect((await site.post('/subscribe', form({ started }))).status).toBe(422);
  }
  expect(await taken()).toBe(0);
});

it('The sixth form of an hour from one address needs work, which counts once', async () => {
  for (let sent = 0; sent < 5; sent += 1) expect((await site.post('/subscribe', form())).status).toBe(200);
  expect(await (await site.post('/subscribe', form())).text()).toContain('<altcha-widget');
  const challenge = (await (await site.get('/challenge')).json()) as Challenge;
  const solution = await solveChallenge({ challenge, deriveKey });
  const altcha = Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
  expect((await site.post('/subscribe', form({ altcha }))).status).toBe(200);
  expect((await site.post('/subscribe', form({ altcha }))).status).toBe(422);
  expect(await taken()).toBe(6);
  expect((await site.post('/subscribe', form(), '192.0.2.2')).status).toBe(200);
});

it('The twenty-first form of an hour is refused and says when to come back', async () => {
  for (let sent = 0; sent < 20; sent += 1) await site.post('/subscribe', form());
  const answer = await site.post('/subscribe', form());
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '3600']);
});

it('What a sender claims in X-Forwarded-For before the trusted proxy’s word is not believed', async () => {
  for (let sent = 0; sent < 5; sent += 1) await send({ 'x-forwarded-for': `10.0.0.${sent}, 198.51.100.7` });
  expect((await send({ 'x-forwarded-for': '10.0.0.99, 198.51.100.7' })).status).toBe(422);
  expect((await send({ 'x-forwarded-for': '10.0.0.99, 198.51.100.8' })).status).toBe(200);
});

it.each([
  [{ origin: 'https://evil.example' }, 403],
  [{ origin: 'null', 'sec-fetch-site': 'cross-site' }, 403],
  [{ origin: 'null', 'sec-fetch-site': 'same-origin' }, 200],
  [{ origin: 'https://friend.example', 'sec-fetch-site': 'cross-site' }, 200],
  [{ origin: 'https://verdicts.example' }, 200],
])('A form from %j is answered %i', async (headers, status) => {
  expect((await send(headers as unknown as Record<string, string>)).status).toBe(status);
  expect(await taken()).toBe(status === 200 ? 1 : 0);
});

it('JSON goes the same way with the same checks, and only named sites may read the answer', async () => {
  const good = await sendJson(JSON.stringify(form()), { origin: 'https://friend.example' });
  expect(await good.json()).toEqual({ status: 'check-your-mail', suggestion: null });
  expect(good.headers.get('access-control-allow-origin')).toBe('https://friend.example');
  expect((await sendJson(JSON.stringify(form({ started: '' })))).status).toBe(422);
  expect((await sendJson(JSON.stringify(form({ email: 'ann' })))).status).toBe(422);
  expect((await sendJson('{')).status).toBe(400);
  expect((await sendJson(JSON.stringify(form({ page: 'x'.repeat(20_000) })))).status).toBe(413);
  expect((await sendJson(JSON.stringify(form({ website: 'x' })))).status).toBe(200);
  expect((await sendJson(JSON.stringify(form()), { origin: 'https://evil.example' })).status).toBe(403);
  expect(await taken()).toBe(1);
});

// Found by fuzzing: sign-ups, seed 1; typed-addresses, seed 7.
it.each(['\ud800ann@verdict-readers.org', 'ann@verdict-readers.org\udc00', 'ann@example.co.uk('])(
  'An address with what is in none, %j, is refused without a fault of ours',
  async (email) => {
    const answer = await sendJson(JSON.stringify(form({ email })));
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ status: 'refused', field: 'email', suggestion: null });
    expect((await site.post('/subscribe', form({ email }))).status).toBe(422);
    expect(await taken()).toBe(0);
  },
);

it('Known and unknown addresses get the same bytes in the same time', async () => {
  const known = 'delivered+reader1@resend.dev';
  const times = { known: [] as number[], unknown: [] as number[] };
  const bodies = new Set<string>();
  for (let attempt = 0; attempt < 200; attempt += 1) {
    for (const who of ['known', 'unknown'] as const) {
      const email = who === 'known' ? known : 'delivered+nobody1@resend.dev';
      const from = `198.${attempt % 200}.${who === 'known' ? 1 : 2}.9`;
      const headers = { 'x-forwarded-for': from };
      const start = performance.now();
      const answer = await send(headers, form({ email }));
      times[who].push(performance.now() - start);
      bodies.add(`${answer.status} ${JSON.stringify([...answer.headers])} ${await answer.text()}`);
    }
  }
  const median = (values: number[]) => values.toSorted((x, y) => x - y)[100]!;
  expect(bodies.size).toBe(1);
  expect(Math.abs(median(times.known) - median(times.unknown))).toBeLessThan(Math.max(1, 0.5 * median(times.known)));
});
