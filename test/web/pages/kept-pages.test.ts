import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { forEverybody } from '../../../src/web/pages/for-everybody.ts';
import { openKeptPages } from '../../../src/web/pages/kept-pages.ts';

/** A site whose pages say how often they were made, on a clock that the test moves. */
function aSite() {
  let nowMs = 0;
  const made: string[] = [];
  const kept = openKeptPages(() => nowMs);
  const cached = forEverybody(kept);
  const gate = Promise.withResolvers<void>();
  const site = new Hono();
  site.use(kept.emptiedByPosts);
  site.get('/missing', ...cached(60), (context) => {
    made.push('missing');
    return context.text('nothing', 404);
  });
  site.get('/slow', ...cached(60), async (context) => {
    made.push('slow');
    await gate.promise;
    return context.text('slow');
  });
  site.get('/:page', ...cached(60), (context) => {
    made.push(context.req.param('page'));
    return context.html(`<p>${context.req.param('page')} ${made.length}</p>`);
  });
  site.post('/vote', (context) => context.text('counted'));
  const ask = async (path: string, headers: Record<string, string> = {}) => site.request(path, { headers });
  return { site, ask, made, letGo: gate.resolve, wait: (ms: number) => (nowMs += ms) };
}

test('a page is made once a second, and is the same page with the same headers for all who ask meanwhile', async () => {
  const { ask, made, wait } = aSite();
  const [first, second] = [await ask('/one'), await ask('/one?utm_source=friend')];
  expect(await second.text()).toBe(await first.text());
  expect(Object.fromEntries(second.headers)).toEqual(Object.fromEntries(first.headers));
  expect(second.headers.get('content-type')).toContain('text/html');
  expect(second.headers.get('cache-control')).toBe('public, max-age=60');
  wait(1001);
  expect(await (await ask('/one')).text()).toBe('<p>one 2</p>');
  expect(made).toEqual(['one', 'one']);
});

test('all who ask while a page is being made wait for that one', async () => {
  const { ask, made, letGo } = aSite();
  const asked = [ask('/slow'), ask('/slow'), ask('/slow')];
  letGo();
  expect(await Promise.all(asked.map(async (answer) => (await answer).text()))).toEqual(['slow', 'slow', 'slow']);
  expect(made).toEqual(['slow']);
});

test('a page that a browser has already is not sent again', async () => {
  const { ask } = aSite();
  const tag = (await ask('/one')).headers.get('etag') ?? '';
  const again = await ask('/one', { 'if-none-match': tag });
  expect([again.status, await again.text()]).toEqual([304, '']);
});

test('paths are told apart, and what was not found is not kept', async () => {
  const { ask, made } = aSite();
  for (const path of ['/one', '/two', '/missing', '/missing']) await ask(path);
  expect(made).toEqual(['one', 'two', 'missing', 'missing']);
});

test('whoever posts something sees at once what came of it', async () => {
  const { site, ask, made } = aSite();
  await ask('/one');
  await site.request('/vote', { method: 'POST' });
  await ask('/one');
  expect(made).toEqual(['one', 'one']);
});
