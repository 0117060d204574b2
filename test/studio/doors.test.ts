import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertIssue } from '#issue/issue-queries.ts';
import { aDraft, byTest } from '../builders/issue-builders.ts';
import { type AStudio, aStudio, ORIGIN } from './a-studio.ts';
import type { Client } from './client.ts';

/** What everybody may see: the way in, and files that are the same for all. */
const OPEN = [
  'GET /studio/browser/:name',
  'GET /studio/sign-in',
  'GET /studio/sign-in/:token',
  'GET /studio/style.css',
  'POST /studio/sign-in',
  'POST /studio/sign-in/:token',
  'POST /studio/sign-out',
];

let studio: AStudio;
let routes: string[];
let ann: Client;
beforeAll(async () => {
  studio = await aStudio({ readers: 2 });
  await insertIssue(studio.app.store, aDraft(), byTest);
  ann = await studio.signedIn();
  const all = studio.site.routes.filter(({ path, method }) => path.startsWith('/studio') && method !== 'ALL');
  routes = [...new Set(all.map(({ method, path }) => `${method} ${path}`))].toSorted();
});
afterAll(() => studio.end());

/** An address of the route about things that are there. */
const addressOf = (route: string) =>
  (route.split(' ')[1] ?? '')
    .replace(':name', route.includes('/browser/') ? 'desk.ts' : '2026-W47')
    .replace(':id', 'saved')
    .replace(':look', 'light')
    .replace(/:\w+\{\[a-z[^}]*\}/g, 'x')
    .replace(/:\w+(\{[^}]*\})?/g, '1');

const closed = () => routes.filter((route) => !OPEN.includes(route));
const posts = () => routes.filter((route) => route.startsWith('POST'));

async function everything(): Promise<string> {
  const { store } = studio.app;
  return JSON.stringify([
    await store.selectFrom('issues').selectAll().execute(),
    await store.selectFrom('issue_changes').selectAll().execute(),
    await store.selectFrom('editor_sessions').selectAll().execute(),
    await store.selectFrom('subscribers').selectAll().execute(),
    studio.begun,
    studio.fake.accepted.length,
  ]);
}

test('The studio has the routes this test goes through, the open ones among them', () => {
  expect(routes).toEqual(expect.arrayContaining(OPEN));
  expect(closed().length).toBeGreaterThan(15);
});

describe('Without a session', () => {
  test('every page leads to the sign-in, and says nothing else', async () => {
    for (const route of closed().filter((one) => one.startsWith('GET'))) {
      const answer = await studio.visitor().get(addressOf(route));
      expect([route, answer.status]).toEqual([route, 303]);
      expect([route, answer.headers.get('location')]).toEqual([
        route,
        `/studio/sign-in?to=${encodeURIComponent(addressOf(route))}`,
      ]);
      expect([route, await answer.text()]).toEqual([route, '']);
    }
  });

  test('every form is refused and changes nothing', async () => {
    const before = await everything();
    for (const route of closed().filter((one) => one.startsWith('POST'))) {
      const answer = await studio.visitor().post(addressOf(route), { hash: 'x', reason: 'x', to: 'eve@example.org' });
      expect([route, answer.status]).toEqual([route, 401]);
    }
    expect(await everything()).toBe(before);
  });

  test('a page nobody made is not told from one that is there', async () => {
    for (const path of ['/studio/no-such-page', '/studio/issues', '/studio/issues/2026-W46', '/studio/issues/x/y/z'])
      expect((await studio.visitor().get(path)).status).toBe(303);
  });

  test('an open page says nothing of issues or readers', async () => {
    for (const route of OPEN.filter((one) => one.startsWith('GET'))) {
      const text = await (await studio.visitor().get(addressOf(route))).text();
      expect([route, /2026-W47|Alpha|resend\.dev/.test(text)]).toEqual([route, false]);
    }
  });
});

describe('A form on another site', () => {
  const types = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain', undefined];
  const origins: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://verdicts.example' },
    { origin: 'https://verdicts.example.evil.example' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    {},
  ];

  test('is refused at every route, with an editor’s session and without', async () => {
    const before = await everything();
    for (const route of posts())
      for (const headers of origins)
        for (const type of types) {
          const init = {
            method: 'POST',
            body: 'hash=x',
            headers: type ? { ...headers, 'content-type': type } : headers,
          };
          const answer = await ann.request(addressOf(route), type ? init : { ...init, body: null });
          expect([route, headers, type, answer.status]).toEqual([route, headers, type, 403]);
        }
    expect(await everything()).toBe(before);
    expect((await ann.get('/studio')).status).toBe(200);
  });
});

describe('For an editor', () => {
  test('no page is kept by a cache, put into a frame, or read as something else', async () => {
    for (const route of routes.filter((one) => one.startsWith('GET') && !/style|browser/.test(one))) {
      const { headers } = await ann.get(addressOf(route));
      const isFrame = route.includes('/preview/');
      expect([route, headers.get('x-content-type-options')]).toEqual([route, 'nosniff']);
      expect([route, headers.get('x-frame-options')]).toEqual([route, isFrame ? 'SAMEORIGIN' : 'DENY']);
      expect([route, headers.get('content-security-policy')]).toEqual([
        route,
        expect.stringContaining(isFrame ? "frame-ancestors 'self'" : "frame-ancestors 'none'"),
      ]);
      if (headers.get('content-type')?.startsWith('text/html'))
        expect([route, headers.get('cache-control')]).toEqual([route, 'no-store']);
    }
  });

  test('no page allows inline script, and only the frame of the preview inline style', async () => {
    for (const route of routes.filter((one) => one.startsWith('GET'))) {
      const policy = (await ann.get(addressOf(route))).headers.get('content-security-policy') ?? '';
      expect([route, policy]).not.toEqual([route, expect.stringMatching(/script-src[^;]*(unsafe|\*|https?:|data:)/)]);
      if (!route.includes('/preview/')) expect([route, policy]).not.toEqual([route, expect.stringContaining('unsafe')]);
    }
  });

  test('reading changes nothing', async () => {
    const before = await everything();
    for (const route of routes.filter((one) => one.startsWith('GET'))) await ann.get(addressOf(route));
    expect(await everything()).toBe(before);
  });

  test('a page nobody made is not there', async () => {
    for (const path of ['/studio/no-such-page', '/studio/issues/tomorrow', '/studio/issues/2026-W54/history'])
      expect([path, (await ann.get(path)).status]).toEqual([path, 404]);
    expect(await (await ann.get('/studio/no-such-page')).text()).toBe('There is no such page in the studio.');
  });

  test('a script is one of ours by its name, and no other file', async () => {
    expect((await ann.get('/studio/browser/desk.ts')).headers.get('content-type')).toContain('text/javascript');
    for (const name of [
      'tsconfig.json',
      '..%2fstudio.ts',
      '%2e%2e%2fstudio.ts',
      'nothing.ts',
      'desk',
      '..ts',
      'desk.ts%00',
    ])
      expect([name, (await ann.get(`/studio/browser/${name}`)).status]).toEqual([name, 404]);
  });
});

test('The reader’s site beside it is as open as ever, with no session and no cookie', async () => {
  const answer = await studio.visitor().get('/');
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([200, []]);
  const post = await studio.visitor().request('/unsubscribe/x', { method: 'POST', headers: { origin: ORIGIN } });
  expect(post.status).not.toBe(403);
  expect(studio.errors).toEqual([]);
});
