import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aSite, ORIGIN, SEED, type Site } from '../a-site.ts';
import { everyPage, innerAddresses } from './every-page.ts';
import { hostileContent } from './hostile-content.ts';
import { htmlFindings } from './html-findings.ts';

/** Start tags of scripts that are not a document of JSON-LD. */
function scriptsIn(html: string): string[] {
  return html.replace(/<script type="application\/ld\+json">.*?<\/script>/g, '').match(/<script[^>]*>/g) ?? [];
}

let site: Site;
beforeAll(async () => {
  site = await aSite();
});
afterAll(() => site.end());

describe.each(everyPage)('%s', (path) => {
  test('is valid HTML', async () => {
    expect(await htmlFindings(await site.page(path))).toEqual([]);
  });

  test('may be cached, sets no cookie, and answers 304 to who has it', async () => {
    const response = await site.web.request(path);
    expect(response.headers.get('cache-control')).toBe('public, max-age=60');
    expect(response.headers.get('set-cookie')).toBeNull();
    const etag = response.headers.get('etag') ?? '';
    const again = await site.web.request(path, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test('answers HEAD like GET, without a body', async () => {
    const response = await site.web.request(path, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(response.headers.get('content-type')).toMatch('text/html');
  });

  test('says what it is to search engines and to who shares it', async () => {
    const html = await site.page(path);
    const canonical = `${ORIGIN}${path}`;
    expect(html).toMatch(/<title>[^<]{10,}<\/title>/);
    expect(html).toMatch(/<meta name="description" content="[^"]{20,}"/);
    expect(html).toContain(`<link rel="canonical" href="${canonical}"/>`);
    expect(html).toContain(`<meta property="og:url" content="${canonical}"/>`);
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html) ?? [];
    expect(JSON.parse(json)).toMatchObject({ '@context': 'https://schema.org', url: canonical });
  });

  test('has one first heading and skips no level after it', async () => {
    const levels = [...(await site.page(path)).matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels[0]).toBe(1);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  test('holds no inline style and no script, which the content security policy would refuse', async () => {
    const html = await site.page(path);
    expect(html).not.toMatch(/ style="|<style| on[a-z]+="/);
    expect(scriptsIn(html)).toEqual([]);
  });
});

test('no link of the site is broken, from wherever one starts', async () => {
  const waiting = [...everyPage];
  const seen = new Set(waiting);
  for (const path of waiting) {
    const html = await site.page(path);
    for (const address of innerAddresses(html).map((found) => found.split('#')[0] ?? '')) {
      if (address === '' || seen.has(address)) continue;
      seen.add(address);
      if (/^\/(compare|tools|issues)\//.test(address)) waiting.push(address);
      else expect([address, (await site.web.request(address)).status]).toEqual([address, 200]);
    }
  }
  expect(seen.size).toBeGreaterThan(50);
  expect(site.errors).toEqual([]);
});

test('every address of the site map answers', async () => {
  const map = await site.page('/sitemap.xml');
  const addresses = [...map.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, url = '']) => url.replace(ORIGIN, ''));
  expect(addresses).toContain(SEED);
  expect(addresses).toContain('/issues/2026-W47');
  for (const address of addresses) expect([address, (await site.web.request(address)).status]).toEqual([address, 200]);
});

test('robots are told of the site map and kept from what belongs to one reader', async () => {
  const robots = await site.page('/robots.txt');
  expect(robots).toContain(`Sitemap: ${ORIGIN}/sitemap.xml`);
  expect(robots).toMatch(/^Disallow: \/unsubscribe\/$/m);
});

test('the look changes its address whenever it changes', async () => {
  const [, address = ''] = /<link rel="stylesheet" href="([^"]*)"/.exec(await site.page('/')) ?? [];
  expect(address).toMatch(/^\/style\.css\?v=[0-9a-f]{8}$/);
  const response = await site.web.request(address);
  expect(response.headers.get('content-type')).toMatch('text/css');
  expect(await response.text()).toContain('@media print');
});

test('words that try to be markup stay words on every page', async () => {
  const { catalog, content } = hostileContent();
  const hostile = await aSite({ catalog, sent: [content] });
  for (const path of [
    ...everyPage.slice(0, 4),
    '/compare/script-vs-quoted',
    '/tools/script',
    '/tools/quoted',
    '/panel',
  ]) {
    const html = await hostile.page(path);
    expect([path, scriptsIn(html), html.match(/href="javascript:|<h1><|<b>"/g)]).toEqual([path, [], null]);
    expect([path, await htmlFindings(html)]).toEqual([path, []]);
  }
  expect(await hostile.page('/tools/quoted')).toContain('<h1>A &amp; B &quot;quoted&quot; &lt;b&gt;</h1>');
  await hostile.end();
});
