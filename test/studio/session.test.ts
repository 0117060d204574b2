import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ANN, type AStudio, aStudio, BOB, ORIGIN } from './a-studio.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let studio: AStudio;
beforeEach(async () => {
  studio = await aStudio();
});
afterEach(async () => {
  await studio.end();
});

const isIn = async (answer: Promise<Response>) => (await answer).status === 200;

describe('A session', () => {
  test('lasts seven days', async () => {
    const ann = await studio.signedIn();
    studio.advance(7 * DAY - 1000);
    expect(await isIn(ann.get('/studio'))).toBe(true);
    studio.advance(1000);
    expect((await ann.get('/studio')).status).toBe(303);
    expect((await ann.post('/studio/specials')).status).toBe(401);
  });

  test('is over at once for who is no editor any more, and stays for the others', async () => {
    const [ann, bob] = [await studio.signedIn(ANN), await studio.signedIn(BOB)];
    const link = await studio.linkFor(ANN);
    studio.dismiss(ANN);
    expect((await ann.get('/studio')).status).toBe(303);
    expect((await ann.post('/studio/specials')).status).toBe(401);
    expect(await isIn(bob.get('/studio'))).toBe(true);
    const again = studio.visitor();
    await again.post(link);
    expect((await again.get('/studio')).status).toBe(303);
  });

  test('ends where Sign out is pressed, and nowhere else', async () => {
    const [here, there] = [await studio.signedIn(), await studio.signedIn()];
    const stolen = new Map(here.jar);
    expect((await here.post('/studio/sign-out')).headers.get('location')).toBe('/studio/sign-in');
    expect(here.jar.size).toBe(0);
    for (const [name, value] of stolen) here.jar.set(name, value);
    expect((await here.get('/studio')).status).toBe(303);
    expect(await isIn(there.get('/studio'))).toBe(true);
  });

  test('is a cookie that scripts, other sites and plain http never see, and the reader’s pages neither', async () => {
    const answer = await studio.visitor().post(await studio.linkFor(ANN));
    const [cookie = '', ...others] = answer.headers.getSetCookie();
    expect(others).toEqual([]);
    const [, ...attributes] = cookie.split('; ');
    expect(attributes.toSorted()).toEqual([
      'HttpOnly',
      `Max-Age=${7 * 24 * 3600}`,
      'Path=/studio',
      'SameSite=Lax',
      'Secure',
    ]);
  });

  test('is none of somebody’s own making', async () => {
    for (const value of ['', 'x', ANN, 'a'.repeat(43), '%00', '"']) {
      const eve = studio.visitor();
      eve.jar.set('studio_session', value);
      expect((await eve.get('/studio')).status).toBe(303);
    }
    expect(studio.errors).toEqual([]);
  });
});

test('On this machine over plain http the cookie works too', async () => {
  await studio.end();
  studio = await aStudio({ settings: { PUBLIC_URL: 'http://127.0.0.1:3000' } });
  await studio.visitor().post('/studio/sign-in', { email: ANN });
  const path = studio.announced[0]?.split(ORIGIN)[1] ?? '';
  const answer = await studio.visitor().post(path);
  expect(answer.status).toBe(303);
  expect(answer.headers.getSetCookie()[0]).not.toContain('Secure');
});

test('Links and sessions that are over are forgotten, the others stay', async () => {
  const { forgetExpiredTokens } = await import('../../src/studio/sign-in/editor-token-queries.ts');
  await studio.signedIn();
  await studio.linkFor(BOB);
  studio.advance(16 * MINUTE);
  await studio.linkFor(ANN);
  await forgetExpiredTokens(studio.app.store, studio.app.clock());
  const count = async (table: 'editor_links' | 'editor_sessions') =>
    (await studio.app.store.selectFrom(table).selectAll().execute()).length;
  expect([await count('editor_links'), await count('editor_sessions')]).toEqual([1, 1]);
  studio.advance(7 * DAY);
  await forgetExpiredTokens(studio.app.store, studio.app.clock());
  expect([await count('editor_links'), await count('editor_sessions')]).toEqual([0, 0]);
});
