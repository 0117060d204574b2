import { afterEach, beforeEach, expect, it } from 'vitest';
import { readerToken } from '#subscribers/reader-token.ts';
import { htmlFindings } from '../pages/html-findings.ts';
import { aSite, PUBLIC_URL, SECRET, type Site } from './a-site.ts';

const BALLOT = '/vote/cursor-background-agent-vs-smolvlm-2-5';
const HOUR_MS = 3_600_000;
const tokenOf = (subscriberId: number) => readerToken(SECRET, { subscriberId, issueId: 47 });

let site: Site;
beforeEach(async () => {
  site = await aSite({}, 2);
  site.advance(3 * 24 * HOUR_MS);
});
afterEach(async () => {
  expect(site.errors).toEqual([]);
  await site.end();
});

/** An answer is a page with this status and heading, in valid HTML, that nobody stores. */
async function expectPage(answer: Response, status: number, heading: string): Promise<string> {
  const html = await answer.text();
  const [, found] = /<h1>(.*?)<\/h1>/.exec(html) ?? [];
  expect([found, answer.status, await htmlFindings(html)]).toEqual([heading, status, []]);
  if (status !== 404) expect(answer.headers.get('cache-control')).toBe('no-store');
  return html;
}

async function linkOfMail(what: string): Promise<string> {
  const mails = await site.answered();
  const text = mails.map((mail) => mail.text).join('\n');
  return new RegExp(`${PUBLIC_URL}(/${what}/\\S+)`).exec(text)?.[1] ?? '';
}

const signUp = (fields: Record<string, string> = {}) =>
  site.post('/subscribe', { email: 'ann@verdict-readers.org', started: site.started(), ...fields });

it('The pages of a reader’s preferences are valid', async () => {
  const path = `/preferences/${tokenOf(1)}`;
  await expectPage(await site.get(path), 200, 'Your preferences');
  await expectPage(await site.post(path, { pause: '2', name: 'A "B" <c>' }), 200, 'Saved');
  await expectPage(await site.get(path), 200, 'Your preferences');
  await expectPage(await site.post(path, { pause: '99' }), 422, 'Your preferences');
  await expectPage(await site.post(`${path}/erase`), 422, 'Your preferences');
  await expectPage(await site.post(`${path}/erase`, { sure: 'yes' }), 200, 'You are erased');
  await expectPage(await site.get(path), 404, 'Nothing is kept of you');
});

it('The pages of another address are valid', async () => {
  const path = `/preferences/${tokenOf(1)}/address`;
  await expectPage(await site.post(path, { email: 'x' }), 422, 'That address does not work');
  await expectPage(await site.post(path, { email: 'bea@verdict-readers.org' }), 200, 'Look into the new mailbox');
  const link = await linkOfMail('confirm-address');
  await expectPage(await site.get(link), 200, 'Confirm your new address');
  await expectPage(await site.post(link), 200, 'Your address is changed');
  site.advance(49 * HOUR_MS);
  await expectPage(await site.post(link), 410, 'Nothing changed');
});

it('The pages of a vote are valid', async () => {
  const path = `${BALLOT}/${tokenOf(1)}`;
  const choice = { 'smolvlm-2-5': 'ship' };
  await expectPage(await site.get(path), 200, 'Cursor Background Agent or SmolVLM 2.5?');
  await expectPage(await site.post(path), 422, 'Ship or skip?');
  await expectPage(await site.post(path, choice), 200, 'Your vote is counted');
  await expectPage(await site.get(`/vote/no-vs-where/${tokenOf(1)}`), 404, 'No such comparison');
  await expectPage(await site.post(`${BALLOT}/${tokenOf(99)}`, choice), 403, 'Votes are for readers');
  await expectPage(await site.post(BALLOT, choice), 200, 'One step, and your vote counts');
  await expectPage(await site.get(`${path}x`), 404, 'This link is not complete');
});

it('The pages of leaving and coming back are valid', async () => {
  const path = `/unsubscribe/${tokenOf(1)}`;
  await expectPage(await site.get(path), 200, 'Leave the list');
  const left = await expectPage(await site.post(path, { reason: 'Too many mails' }), 200, 'You are off the list');
  const undo = /action="(\/undo\/[^"]*)"/.exec(left)?.[1] ?? '';
  await expectPage(await site.post(undo), 200, 'You are back');
  await expectPage(await site.post(undo), 410, 'Nothing to take back');
});

it('The pages of a confirmation are valid', async () => {
  await signUp({ votes: 'smolvlm-2-5=ship' });
  const link = await linkOfMail('confirm');
  await expectPage(await site.get(link), 200, 'Confirm your sign-up');
  await expectPage(await site.post(link), 200, 'You are in');
  await expectPage(await site.post(link), 200, 'You are in');
  await site.app.store.updateTable('subscribers').set({ status: 'unsubscribed' }).execute();
  await expectPage(await site.post(link), 410, 'This link was used');
  site.advance(49 * HOUR_MS);
  await expectPage(await site.get(link), 410, 'This link is too old');
});

it('The answers to a sign-up are valid', async () => {
  await expectPage(await signUp(), 200, 'Look into your mailbox');
  await expectPage(await signUp({ email: 'ann@gmail.con' }), 200, 'Look into your mailbox');
  await expectPage(await signUp({ email: 'ann@gmial.com' }), 422, 'That address does not work');
  await expectPage(await signUp({ email: '"><b>' }), 422, 'That address does not work');
  await expectPage(await signUp({ started: '' }), 422, 'Once more, please');
  for (let sent = 0; sent < 3; sent += 1) await signUp();
  await expectPage(await signUp({ votes: 'smolvlm-2-5=ship' }), 422, 'One more step');
  for (let sent = 0; sent < 14; sent += 1) await signUp();
  await expectPage(await signUp(), 429, 'Too many at once');
});

it('The refusals are valid', async () => {
  const post = (body: string | Uint8Array<ArrayBuffer>, type: string, headers = {}) =>
    site.request('/subscribe', { method: 'POST', body, headers: { 'content-type': type, ...headers } });
  const form = 'application/x-www-form-urlencoded';
  await expectPage(await post('email=%E0%A4%A', form), 400, 'That did not work');
  await expectPage(await post(`email=${'x'.repeat(20_000)}`, form), 413, 'That did not work');
  await expectPage(await post('<a/>', 'text/xml'), 415, 'That did not work');
  await expectPage(await post('', form, { origin: 'https://evil.example' }), 403, 'Not from there');
  await expectPage(await site.get('/compare/cursor-vs-smolvlm'), 404, 'Nothing here');
});

it('The page of a fault is valid and does not say what it was', async () => {
  site.app.mails.welcome = async () => {
    throw new Error('the secret is 42');
  };
  await signUp();
  const link = await linkOfMail('confirm');
  const accept = { accept: 'text/html,*/*' };
  const form = { method: 'POST', body: new URLSearchParams() };
  const html = await expectPage(await site.request(link, { ...form, headers: accept }), 500, 'That is our fault');
  const plain = await site.request(link, form);
  expect([plain.status, plain.headers.get('content-type')]).toEqual([500, 'text/plain; charset=UTF-8']);
  expect(html + (await plain.text())).not.toContain('42');
  expect(site.errors.splice(0)).toHaveLength(2);
});
