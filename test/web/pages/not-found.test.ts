import { afterAll, beforeAll, expect, test } from 'vitest';
import { aSite, SEED, type Site } from '../a-site.ts';
import { hostileContent } from './hostile-content.ts';

let site: Site;
beforeAll(async () => {
  site = await aSite();
});
afterAll(() => site.end());

async function suggestionsAt(path: string): Promise<(string | undefined)[]> {
  const response = await site.web.request(path);
  expect(response.status).toBe(404);
  return [...(await response.text()).matchAll(/<h3><a href="([^"]*)">/g)].map(([, address]) => address);
}

test.each([
  ['a slip of the fingers', '/compare/cursor-background-agent-vs-smolvlm-2-6'],
  ['a short name', '/compare/cursor-vs-smolvlm'],
  ['a wrong folder', '/tools/cursor-background-agnet'],
  ['a capital', '/SmolVLM'],
])('%s leads to the comparison that was meant', async (_, path) => {
  expect(await suggestionsAt(path)).toContain(SEED);
});

test('an address that means nothing gets no guess, and ways to everything', async () => {
  expect(await suggestionsAt('/wp-login.php')).toEqual([]);
  const html = await (await site.web.request('/wp-login.php')).text();
  for (const way of ['href="/"', 'href="/issues"', 'href="/compare"']) expect(html).toContain(way);
});

test('nobody stores or indexes it', async () => {
  const response = await site.web.request('/nowhere');
  expect(response.headers.get('cache-control')).toBeNull();
  expect(await response.text()).toContain('<meta name="robots" content="noindex"/>');
});

test.each(['/compare/a', '/tools/x', '/issues/2026-W01', `/${'long-'.repeat(500)}`, '/%E0%A4%A', '/<script>'])(
  'no part of %s comes back as markup or as an error',
  async (path) => {
    const response = await site.web.request(path);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('<script>');
    expect(site.errors).toEqual([]);
  },
);

test('a guess with a hostile name stays words', async () => {
  const { catalog } = hostileContent();
  const hostile = await aSite({ catalog, sent: [] });
  const html = await (await hostile.web.request('/compare/script-vs-quote')).text();
  expect(html).toContain('href="/compare/script-vs-quoted"');
  expect(html).not.toContain('<script>');
  await hostile.end();
});
