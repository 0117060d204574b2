import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertIssue } from '#issue/issue-queries.ts';
import { erasedAddressHash } from '#subscribers/erased-address.ts';
import { eraseSubscriber } from '#subscribers/subscriber-queries.ts';
import { callSentence } from '#verdict/call.ts';
import { computeVerdict } from '#verdict/verdict.ts';
import { aCatalog, aPairing } from '../../builders/catalog-builders.ts';
import { aContent, aDraft, byTest, week } from '../../builders/issue-builders.ts';
import { anAddress } from '../../subscribers/subscriber-builders.ts';
import { aSentIssue } from '../a-site.ts';
import { aSite, PUBLIC_URL, SECRET, type Site } from '../reader/a-site.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ANN = 'ann@verdict-readers.org';

let site: Site;
beforeEach(async () => {
  site = await aSite();
});
afterEach(async () => {
  expect(site.errors).toEqual([]);
  await site.end();
});

const signUp = (email: string, from?: string) =>
  site.post('/subscribe', { email, page: '/', started: site.started() }, from);
const pathIn = (text: string, what: string) => new RegExp(`${PUBLIC_URL}(/${what}/\\S+)`).exec(text)?.[1] ?? '';
const reader = (email = ANN) =>
  site.app.store.selectFrom('subscribers').selectAll().where('address_key', '=', email).executeTakeFirst();

const waiting = () => site.app.store.selectFrom('outgoing_mails').selectAll().execute();

/** Signs up, and gives the path of the link in the mail. */
async function linkFor(email = ANN): Promise<string> {
  await signUp(email);
  const [mail] = await site.answered();
  return pathIn(mail?.text ?? '', 'confirm');
}

async function confirmed(email = ANN): Promise<void> {
  expect((await site.post(await linkFor(email))).status).toBe(200);
  await site.answered();
}

describe('Signing up', () => {
  it('sends nothing in the request, and a confirmation mail right after', async () => {
    const answer = await signUp(ANN);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(site.fake.accepted).toHaveLength(0);
    const [mail, ...others] = await site.answered();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ to: [ANN], subject: 'Confirm your sign-up' });
    expect(await reader()).toMatchObject({ status: 'pending', confirmed_at: null });
    expect(await site.app.store.selectFrom('outgoing_mails').selectAll().execute()).toEqual([]);
  });

  it('shows a page with one button for the link, which changes nothing', async () => {
    const link = await linkFor();
    const before = await site.dump();
    const page = await (await site.get(link)).text();
    expect(page.match(/<button/g)).toHaveLength(1);
    await site.request(link, { method: 'HEAD' });
    expect(await site.dump()).toBe(before);
  });

  it('makes a reader when the button is pressed, and keeps what proves the consent', async () => {
    const link = await linkFor();
    site.advance(HOUR_MS);
    expect((await site.post(link)).status).toBe(200);
    expect(await reader()).toMatchObject({
      status: 'active',
      consent_source: 'sign-up form',
      consent_at: '2026-11-17T09:00:00.000Z',
      consent_page: '/',
      consent_text_version: expect.stringMatching(/./),
      consent_ip_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      confirmed_at: '2026-11-17T10:00:00.000Z',
    });
  });

  it('welcomes with a way out that works', async () => {
    await site.post(await linkFor());
    const [mail] = await site.answered();
    expect(mail).toMatchObject({ subject: 'You are in' });
    expect(mail?.headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' });
    const path = pathIn(mail?.text ?? '', 'unsubscribe');
    expect(path).not.toContain('%%');
    expect((await site.post(path, { 'List-Unsubscribe': 'One-Click' })).status).toBe(200);
    expect(await reader()).toMatchObject({ status: 'unsubscribed', left_issue_id: null });
  });

  it('welcomes with the comparisons of the newest issue that went out', async () => {
    const pairings = [aPairing('alpha', 'beta'), aPairing('gamma', 'delta'), aPairing('eta', 'theta')];
    const catalog = aCatalog({ pairings });
    const [newest, older, draft] = pairings.map((pairing) => computeVerdict(catalog, new Map(), pairing));
    const { store } = site.app;
    await insertIssue(store, aSentIssue(aContent({ week: week('2026-W46'), lineup: [older!] })), byTest);
    await insertIssue(store, aSentIssue(aContent({ week: week('2026-W47'), lineup: [newest!] })), byTest);
    await insertIssue(store, aDraft({ week: week('2026-W48'), lineup: [draft!] }), byTest);
    await site.post(await linkFor());
    const [mail] = await site.answered();
    for (const body of [mail?.text, mail?.html]) {
      expect(body).toContain(`${PUBLIC_URL}/compare/alpha-vs-beta`);
      expect(body).toMatch(/Alpha vs Beta/);
      expect(body).toContain('From the newest issue');
      expect(body).not.toMatch(/gamma|theta/i);
    }
    const sides = newest!.sides.map(({ tool }) => tool);
    expect(mail?.text?.replace(/\s+/g, ' ')).toContain(callSentence(newest!.call, sides));
  });

  it('welcomes without a list before the first issue', async () => {
    await site.post(await linkFor());
    const [mail] = await site.answered();
    expect(mail?.text).not.toContain('From the newest issue');
  });

  it('uses a link up once: it brings nobody back who left afterwards', async () => {
    const link = await linkFor();
    await site.post(link);
    expect((await site.post(link)).status).toBe(200);
    await site.app.store.updateTable('subscribers').set({ status: 'unsubscribed' }).execute();
    expect((await site.post(link)).status).toBe(410);
    expect((await reader())?.status).toBe('unsubscribed');
  });

  it('takes a link for 48 hours and not a second longer', async () => {
    const link = await linkFor();
    site.advance(48 * HOUR_MS);
    expect((await site.get(link)).status).toBe(410);
    expect((await site.post(link)).status).toBe(410);
    expect((await reader())?.status).toBe('pending');
  });

  it('refuses a changed link', async () => {
    const link = await linkFor();
    expect((await site.post(link.replace('/confirm/1.', '/confirm/2.'))).status).toBe(404);
    expect((await reader())?.status).toBe('pending');
  });

  it('forgets people who do not confirm within a week, and nobody else', async () => {
    await confirmed('bea@verdict-readers.org');
    await signUp(ANN);
    await site.answered();
    const { expireSignUps } = await import('#subscribers/expire-sign-ups.ts');
    site.advance(7 * DAY_MS);
    await expireSignUps(site.app.store, site.app.clock());
    expect(await reader()).toBeDefined();
    site.advance(1);
    await expireSignUps(site.app.store, site.app.clock());
    expect(await reader()).toBeUndefined();
    expect(await reader('bea@verdict-readers.org')).toMatchObject({ status: 'active' });
    expect(await site.app.store.selectFrom('sign_ups').selectAll().execute()).toEqual([]);
  });
});

describe('Signing up again', () => {
  it('when active gets a short mail, at most one a day', async () => {
    await confirmed();
    await signUp(ANN);
    const [mail] = await site.answered();
    expect(mail).toMatchObject({ subject: 'You are already in' });
    expect(pathIn(mail?.text ?? '', 'preferences')).not.toBe('');
    await signUp(ANN);
    expect(await site.answered()).toEqual([]);
    site.advance(DAY_MS);
    await signUp(ANN);
    expect(await site.answered()).toHaveLength(1);
  });

  it('after leaving gets a confirmation, and is off the list until it is pressed', async () => {
    await confirmed();
    await site.app.store.updateTable('subscribers').set({ status: 'unsubscribed', status_reason: 'page' }).execute();
    site.advance(HOUR_MS);
    const link = await linkFor();
    expect((await reader())?.status).toBe('unsubscribed');
    await site.post(link);
    expect(await reader()).toMatchObject({ status: 'active', status_reason: null });
  });

  it.each(['bounce', 'complaint', 'provider', 'passing-bounces', null] as const)(
    'gets nothing when the address is suppressed for %s',
    async (suppressed_for) => {
      await confirmed();
      await site.app.store.updateTable('subscribers').set({ status: 'suppressed', suppressed_for }).execute();
      site.advance(DAY_MS);
      expect((await signUp(ANN)).status).toBe(200);
      expect(await site.answered()).toEqual([]);
      expect((await reader())?.status).toBe('suppressed');
    },
  );

  it('put aside by an editor comes back by one’s own act, whatever words the editor used', async () => {
    await confirmed();
    const put = { status: 'suppressed', suppressed_for: 'editor', status_reason: 'their inbox bounced once' } as const;
    await site.app.store.updateTable('subscribers').set(put).execute();
    site.advance(DAY_MS);
    await site.post(await linkFor());
    expect(await reader()).toMatchObject({ status: 'active' });
  });

  it('cannot be confirmed when the address bounced in between', async () => {
    const link = await linkFor();
    await site.app.store.updateTable('subscribers').set({ status: 'suppressed', suppressed_for: 'bounce' }).execute();
    expect((await site.post(link)).status).toBe(409);
    expect((await reader())?.status).toBe('suppressed');
  });

  it('after being erased is one’s own act, and ends having been erased', async () => {
    await confirmed();
    const hash = erasedAddressHash(SECRET, anAddress(ANN));
    await eraseSubscriber(site.app.store, (await reader())!.id, hash, '2026-11-17T09:00:00.000Z');
    expect(await site.dump()).not.toContain(ANN);
    site.advance(HOUR_MS);
    await site.post(await linkFor());
    expect((await reader())?.status).toBe('active');
    expect(await site.app.store.selectFrom('erased_addresses').selectAll().execute()).toEqual([]);
  });

  it('gets at most one confirmation an hour and three a day, whoever types the address in', async () => {
    let mails = 0;
    for (let minutes = 0; minutes < 24 * 60; minutes += 10) {
      await signUp(ANN, `192.0.2.${minutes % 250}`);
      mails += (await site.answered()).length;
      if (minutes === 50) expect(mails).toBe(1);
      site.advance(10 * 60_000);
    }
    expect(mails).toBe(3);
  });

  it.each([
    ['a plus address', 'ann+news@verdict-readers.org', 'Ann+other@verdict-readers.org'],
    ['dots at Gmail', 'a.n.n@gmail.com', 'an.n+x@googlemail.com'],
  ])('counts %s as the same mailbox', async (_, first, second) => {
    await signUp(first);
    expect(await site.answered()).toHaveLength(1);
    await signUp(second);
    expect(await site.answered()).toHaveLength(0);
  });

  it('keeps dots apart where they matter', async () => {
    await signUp('a.nn@verdict-readers.org');
    await signUp('ann@verdict-readers.org');
    expect(await site.answered()).toHaveLength(2);
  });
});

describe('An address', () => {
  it('in another script is written as the mail system writes it', async () => {
    expect((await signUp('ann@bücher-leser.org')).status).toBe(200);
    const [mail] = await site.answered();
    expect(mail?.to).toEqual(['ann@xn--bcher-leser-thb.org']);
  });

  it.each([
    '',
    'ann',
    'ann@',
    'ann@verdict-readers',
    'a b@verdict-readers.org',
    'ann@bü/cher.org',
    'änn@verdict-readers.org',
  ])('that is none is refused with the reason: %j', async (email) => {
    const answer = await signUp(email);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('role="alert"');
    expect(await site.app.store.selectFrom('sign_ups').selectAll().execute()).toEqual([]);
  });

  it('shows what was typed again, as text', async () => {
    const page = await (await signUp('"><script>alert(1)</script>')).text();
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('&lt;script&gt;');
  });

  it('of a throw-away mailbox is refused', async () => {
    expect((await signUp('ann@mailinator.com')).status).toBe(422);
  });

  it('of a throw-away mailbox that sits on a mistyped name is refused with a better one', async () => {
    const page = await (await signUp('ann@gmial.com')).text();
    expect(page).toContain('Did you mean ann@gmail.com?');
    expect(await site.answered()).toEqual([]);
  });

  it('of a role is accepted', async () => {
    expect((await signUp('info@verdict-readers.org')).status).toBe(200);
  });

  it('that looks mistyped is taken, and the page asks', async () => {
    const page = await (await signUp('ann@gmail.con')).text();
    expect(page).toContain('Did you mean ann@gmail.com?');
    expect(await site.answered()).toHaveLength(1);
  });
});

describe('Sending the mails', () => {
  it('tries again when the provider is out of order, a minute later', async () => {
    site.fake.script(['serverErrorJson']);
    await signUp(ANN);
    expect(await site.answered()).toEqual([]);
    expect(await waiting()).toMatchObject([{ attempts: 1, next_attempt_at: '2026-11-17T09:01:00.000Z' }]);
    site.advance(59_999);
    expect(await site.answered()).toEqual([]);
    site.advance(1);
    expect(await site.answered()).toHaveLength(1);
    expect(await waiting()).toEqual([]);
  });

  it('sends one mail when the answer to the first try was lost', async () => {
    site.fake.script(['lostAfterAccept']);
    await signUp(ANN);
    await site.answered();
    site.advance(60_000);
    await site.answered();
    expect(site.fake.mailsTo(ANN)).toHaveLength(1);
    expect(await waiting()).toEqual([]);
  });

  it('gives up what the provider refuses', async () => {
    site.fake.script([{ kind: 'rejectRecipients', addresses: [ANN] }]);
    await signUp(ANN);
    await site.answered();
    expect(await waiting()).toMatchObject([{ next_attempt_at: null, problem: expect.stringMatching(/./) }]);
  });

  it('gives up before the provider forgets the key', async () => {
    site.fake.script(() => 'serverErrorJson');
    await signUp(ANN);
    for (let hour = 0; hour < 30; hour += 1) {
      await site.answered();
      site.advance(HOUR_MS);
    }
    site.fake.script(() => undefined);
    expect(await site.answered()).toEqual([]);
    expect(await waiting()).toMatchObject([{ next_attempt_at: null }]);
  });
});
