import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readerToken } from '#subscribers/reader-token.ts';
import { eraseSubscriber } from '#subscribers/subscriber-queries.ts';
import { aSite, SECRET, type Site } from './a-site.ts';

const OLD_SECRET = 'the secret of last year that is long enough too';
const tokenOf = (subscriberId: number, secret = SECRET, issueId = 47) => readerToken(secret, { subscriberId, issueId });
const oneClick = { 'List-Unsubscribe': 'One-Click' };

let site: Site;
beforeEach(async () => {
  site = await aSite({ APP_SECRET_PREVIOUS: OLD_SECRET }, 2);
});
afterEach(async () => {
  expect(site.errors).toEqual([]);
  await site.end();
});

const reader = (id: number) =>
  site.app.store.selectFrom('subscribers').selectAll().where('id', '=', id).executeTakeFirst();

const undoOf = (page: string) => /action="(\/undo\/[^"]+)"/.exec(page)?.[1] ?? '';

describe('The one-click POST of a mail program', () => {
  it('ends the subscription, answers 200 with an empty body and keeps which issue it came from', async () => {
    const answer = await site.post(`/unsubscribe/${tokenOf(1)}`, oneClick);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('');
    expect(await reader(1)).toMatchObject({ status: 'unsubscribed', status_reason: 'one-click', left_issue_id: 47 });
    expect(await reader(2)).toMatchObject({ status: 'active' });
  });

  it('is understood as multipart too, which the RFC prefers', async () => {
    const body = new FormData();
    body.set('List-Unsubscribe', 'One-Click');
    const answer = await site.request(`/unsubscribe/${tokenOf(1)}`, { method: 'POST', body });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
    expect((await reader(1))?.status).toBe('unsubscribed');
  });

  it('may come again and changes nothing then', async () => {
    await site.post(`/unsubscribe/${tokenOf(1)}`, oneClick);
    const before = await site.dump();
    site.advance(3_600_000);
    const answer = await site.post(`/unsubscribe/${tokenOf(1, SECRET, 48)}`, oneClick);
    expect([answer.status, await answer.text()]).toEqual([200, '']);
    expect(await site.dump()).toBe(before);
  });

  it('is answered the same for somebody who was erased', async () => {
    await eraseSubscriber(site.app.store, 1, 'hash', '2026-11-17T09:00:00.000Z');
    const answer = await site.post(`/unsubscribe/${tokenOf(1)}`, oneClick);
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });

  it('works with a link of a secret that was replaced', async () => {
    const answer = await site.post(`/unsubscribe/${tokenOf(1, OLD_SECRET)}`, oneClick);
    expect(answer.status).toBe(200);
    expect((await reader(1))?.status).toBe('unsubscribed');
  });

  it('leaves a suppressed reader suppressed', async () => {
    await site.app.store.updateTable('subscribers').set({ status: 'suppressed', status_reason: 'bounced' }).execute();
    expect((await site.post(`/unsubscribe/${tokenOf(1)}`, oneClick)).status).toBe(200);
    expect(await reader(1)).toMatchObject({ status: 'suppressed', status_reason: 'bounced' });
  });

  it('never redirects and sets no cookie', async () => {
    for (const token of [tokenOf(1), tokenOf(99), 'nonsense']) {
      const answer = await site.post(`/unsubscribe/${token}`, oneClick);
      expect(answer.headers.get('location')).toBeNull();
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(answer.status === 200 || answer.status === 404).toBe(true);
    }
  });

  it('with a forged token ends nobody’s subscription', async () => {
    const forged = tokenOf(1, 'some other secret that is long enough, too');
    expect((await site.post(`/unsubscribe/${forged}`, oneClick)).status).toBe(404);
    expect((await reader(1))?.status).toBe('active');
  });
});

describe('The page that is opened from a mail', () => {
  it('shows one button and changes nothing, however often it is fetched', async () => {
    const before = await site.dump();
    const page = await site.get(`/unsubscribe/${tokenOf(1)}`);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('x-robots-tag')).toBe('noindex');
    expect((await page.text()).match(/<button/g)).toHaveLength(1);
    await site.request(`/unsubscribe/${tokenOf(1)}`, { method: 'HEAD' });
    expect(await site.dump()).toBe(before);
  });

  it('ends the subscription when its button is pressed, with the reason if one is given', async () => {
    const answer = await site.post(`/unsubscribe/${tokenOf(1)}`, { reason: 'Too many mails' });
    expect(answer.status).toBe(200);
    expect(await reader(1)).toMatchObject({ status: 'unsubscribed', status_reason: 'page: Too many mails' });
  });

  it('keeps no reason that was not offered', async () => {
    await site.post(`/unsubscribe/${tokenOf(1)}`, { reason: '<script>' });
    expect(await reader(1)).toMatchObject({ status: 'unsubscribed', status_reason: 'page' });
  });

  it('offers to take it back, and the reader is as before', async () => {
    const undo = undoOf(await (await site.post(`/unsubscribe/${tokenOf(1)}`)).text());
    expect((await site.get(undo)).status).toBe(404);
    expect((await reader(1))?.status).toBe('unsubscribed');
    expect((await site.post(undo)).status).toBe(200);
    expect(await reader(1)).toMatchObject({ status: 'active', status_reason: null, left_issue_id: null });
  });

  it('takes nothing back after a day', async () => {
    const undo = undoOf(await (await site.post(`/unsubscribe/${tokenOf(1)}`)).text());
    site.advance(24 * 3_600_000);
    expect((await site.post(undo)).status).toBe(410);
    expect((await reader(1))?.status).toBe('unsubscribed');
  });

  it('takes back nothing with another reader’s or a changed token', async () => {
    const undo = undoOf(await (await site.post(`/unsubscribe/${tokenOf(1)}`)).text());
    await site.post(`/unsubscribe/${tokenOf(2)}`);
    expect((await site.post(undo.replace('/undo/1.', '/undo/2.'))).status).toBe(404);
    expect((await reader(2))?.status).toBe('unsubscribed');
  });
});

describe('A body that is no form of ours', () => {
  const send = (body: BodyInit, type: string) =>
    site.request(`/unsubscribe/${tokenOf(1)}`, { method: 'POST', body, headers: { 'content-type': type } });

  it.each([
    ['another kind of content', '{}', 'application/json', 415],
    ['no kind at all', 'x', '', 415],
    ['more than a form can hold', 'a='.padEnd(20_000, 'x'), 'application/x-www-form-urlencoded', 413],
    ['a broken escape', 'reason=%E0%A4%A', 'application/x-www-form-urlencoded', 400],
    ['an escape that is no UTF-8', 'reason=%FF', 'application/x-www-form-urlencoded', 400],
    ['bytes that are no UTF-8', Buffer.from([0x61, 0x3d, 0xff]), 'application/x-www-form-urlencoded', 400],
    ['a NUL character', 'reason=%00', 'application/x-www-form-urlencoded', 400],
    ['multipart without its parts', 'nothing', 'multipart/form-data; boundary=x', 400],
  ])('is refused: %s', async (_, body, type, status) => {
    expect((await send(body, type)).status).toBe(status);
    expect((await reader(1))?.status).toBe('active');
  });
});
