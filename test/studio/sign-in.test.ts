import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ANN, type AStudio, aStudio, BOB, ORIGIN } from './a-studio.ts';
import { readPage } from './read-page.ts';

const MINUTE = 60_000;

let studio: AStudio;
beforeEach(async () => {
  studio = await aStudio();
});
afterEach(async () => {
  await studio.end();
});

const ask = (email: string, from?: string) => studio.visitor(from).post('/studio/sign-in', { email });
const tokens = async () => JSON.stringify(await studio.app.store.selectFrom('editor_links').selectAll().execute());
const isIn = async (answer: Promise<Response>) => (await answer).status === 200;

describe('Asking for a link', () => {
  test('is answered alike for editors and everybody else, and only editors get a mail', async () => {
    const [editor, stranger] = [await ask(ANN), await ask('eve@example.org')];
    expect(stranger.status).toBe(editor.status);
    expect(await stranger.text()).toBe(await editor.text());
    await studio.app.answerReaders(new AbortController().signal);
    expect(studio.fake.accepted.flatMap(({ to }) => to)).toEqual([ANN]);
  });

  test('is answered alike for one whose links are used up', async () => {
    const first = await (await ask(ANN)).text();
    for (let more = 2; more <= 7; more += 1) expect(await (await ask(ANN)).text()).toBe(first);
    await studio.app.answerReaders(new AbortController().signal);
    expect(studio.fake.accepted).toHaveLength(5);
    studio.advance(61 * MINUTE);
    await ask(ANN);
    await studio.app.answerReaders(new AbortController().signal);
    expect(studio.fake.accepted).toHaveLength(6);
  });

  test('stops after twenty in an hour from one place, and goes on from another', async () => {
    for (let tries = 1; tries <= 20; tries += 1) expect((await ask('eve@example.org')).status).toBe(200);
    expect((await ask(ANN)).status).toBe(429);
    expect((await ask(ANN, '198.51.100.7')).status).toBe(200);
    studio.advance(61 * MINUTE);
    expect((await ask(ANN)).status).toBe(200);
  });

  test('minds neither capitals nor spaces around the address', async () => {
    await ask('  ANN@Example.org ');
    await studio.app.answerReaders(new AbortController().signal);
    expect(studio.fake.accepted.flatMap(({ to }) => to)).toEqual([ANN]);
  });

  test.each([
    ['nothing', ''],
    ['far too much', `${'a'.repeat(10_000)}@example.org`],
    ['several at once', `${ANN},eve@example.org`],
    ['a header', `${ANN}\r\nBcc: eve@example.org`],
    ['markup', '<script>alert(1)</script>'],
  ])('mails nobody and breaks nothing with %s in place of an address', async (_, email) => {
    expect((await ask(email)).status).toBeLessThan(500);
    await studio.app.answerReaders(new AbortController().signal);
    expect(studio.fake.accepted).toEqual([]);
    expect(studio.errors).toEqual([]);
  });

  test('says the link where the program runs as long as no mail can reach anybody', async () => {
    const link = await studio.linkFor(ANN);
    expect(studio.announced).toEqual([`sign-in link for ${ANN}: ${ORIGIN}${link}`]);
  });
});

describe('A link', () => {
  test('signs in once', async () => {
    const link = await studio.linkFor(ANN);
    const [ann, thief] = [studio.visitor(), studio.visitor()];
    expect((await ann.post(link)).status).toBe(303);
    expect(await isIn(ann.get('/studio'))).toBe(true);
    expect((await thief.post(link)).status).toBe(404);
    expect(thief.jar.size).toBe(0);
  });

  test('signs in once also when it is pressed twice at the same moment', async () => {
    const link = await studio.linkFor(ANN);
    const answers = await Promise.all([1, 2, 3].map(() => studio.visitor().post(link)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 404, 404]);
  });

  test('is good for fifteen minutes and not a second longer', async () => {
    const [early, late] = [await studio.linkFor(ANN), await studio.linkFor(BOB)];
    studio.advance(15 * MINUTE - 1000);
    expect((await studio.visitor().post(early)).status).toBe(303);
    studio.advance(1000);
    expect((await studio.visitor().get(late)).status).toBe(404);
    expect((await studio.visitor().post(late)).status).toBe(404);
  });

  test('that is only opened, as scanners do, changes nothing', async () => {
    const link = await studio.linkFor(ANN);
    const before = await tokens();
    for (const method of ['GET', 'HEAD', 'GET']) await studio.visitor().request(link, { method });
    expect(await tokens()).toBe(before);
    expect(await studio.app.store.selectFrom('editor_sessions').selectAll().execute()).toEqual([]);
    const ann = studio.visitor();
    expect(readPage(await ann.page(link)).text('main b')).toBe(ANN);
    expect(ann.jar.size).toBe(0);
    expect((await ann.post(link)).status).toBe(303);
  });

  test('that nobody made signs nobody in', async () => {
    for (const token of ['x', 'a'.repeat(43), `${'%00'}`, 'a'.repeat(5000), '..%2f..'])
      for (const method of ['GET', 'POST'])
        expect(
          (await studio.visitor().request(`/studio/sign-in/${token}`, { method, headers: { origin: ORIGIN } })).status,
        ).toBe(404);
    expect(studio.errors).toEqual([]);
  });

  test('cannot be found in the database, nor can the session', async () => {
    const link = await studio.linkFor(ANN);
    const token = link.split('/').at(-1)?.split('?')[0] ?? '';
    expect(token.length).toBeGreaterThanOrEqual(43);
    expect(await tokens()).not.toContain(token);
    const ann = studio.visitor();
    await ann.post(link);
    const [session = ''] = ann.jar.values();
    const sessions = await studio.app.store.selectFrom('editor_sessions').selectAll().execute();
    expect(sessions).toHaveLength(1);
    expect(JSON.stringify(sessions)).not.toContain(session);
  });
});

describe('Where a sign-in leads', () => {
  test('is the page of the studio that was asked for', async () => {
    const asked = await studio.visitor().get('/studio/issues/2026-W47/history');
    expect(asked.status).toBe(303);
    const place = asked.headers.get('location') ?? '';
    expect(place).toBe('/studio/sign-in?to=%2Fstudio%2Fissues%2F2026-W47%2Fhistory');
    const form = readPage(await studio.visitor().page(place)).form('main form');
    const link = await studio.linkFor(ANN, new Map(form).get('to'));
    const answer = await studio.visitor().post(link);
    expect(answer.headers.get('location')).toBe('/studio/issues/2026-W47/history');
  });

  test.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/studio\\..\\evil',
    '/studio//evil.example/',
    '/studio/../..//evil.example',
    '/studio?to=https://evil.example',
    '/studio@evil.example',
    '/studio.evil.example',
    '/studio/%0d%0aset-cookie:x=1',
    '/studio/\r\nset-cookie: x=1',
    'javascript:alert(1)',
    '/unsubscribe/abc',
  ])('is never a place outside of the studio: %j', async (to) => {
    const link = await studio.linkFor(ANN, to);
    const evil = `${link.split('?')[0]}?to=${encodeURIComponent(to)}`;
    const shown = await studio.visitor().page(`/studio/sign-in?to=${encodeURIComponent(to)}`);
    for (const place of [
      new Map(readPage(shown).form('main form')).get('to') ?? '',
      new URL(link, ORIGIN).searchParams.get('to') ?? '',
      (await studio.visitor().post(evil)).headers.get('location') ?? '',
    ]) {
      const { origin, pathname } = new URL(place, ORIGIN);
      expect([origin, /^\/studio(\/|$)/.test(pathname) && !pathname.includes('//')]).toEqual([ORIGIN, true]);
    }
  });
});
