import { expect, test } from 'vitest';
import { computeVerdict } from '#verdict/verdict.ts';
import { comparisonCard } from '../../../src/web/pages/og-card.tsx';
import { ogImage } from '../../../src/web/pages/og-image.ts';
import { aCatalog, aPairing, aTool } from '../../builders/catalog-builders.ts';
import { aSite, ORIGIN, SEED } from '../a-site.ts';
import { everyPage } from './every-page.ts';
import { hostileContent } from './hostile-content.ts';

async function pictureAt(site: Awaited<ReturnType<typeof aSite>>, path: string) {
  const response = await site.web.request(path);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
  return { bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers };
}

const pictureOf = (html: string) => /<meta property="og:image" content="([^"]*)"/.exec(html)?.[1] ?? '';

test('every page has a picture of 1200 by 630, which caches may keep', async () => {
  const site = await aSite();
  const pictures = new Set<string>();
  for (const page of everyPage) {
    const address = pictureOf(await site.page(page));
    expect(address).toMatch(new RegExp(`^${ORIGIN}/`));
    const path = address.slice(ORIGIN.length);
    const { bytes, headers } = await pictureAt(site, path);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect([path, bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([path, 1200, 630]);
    expect(headers.get('cache-control')).toBe('public, max-age=3600');
    const again = await site.web.request(path, { headers: { 'if-none-match': headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
    pictures.add(path);
  }
  expect([...pictures].sort()).toEqual([
    `${SEED}/og.png`,
    '/issues/2026-W47/og.png',
    '/og.png',
    '/tools/smolvlm-2-5/og.png',
  ]);
  await site.end();
});

test.each(['/compare/a-vs-b', '/tools/nothing', '/issues/2026-W01'])('%s, which is no page, has none', async (path) => {
  const site = await aSite({ sent: [] });
  expect((await site.web.request(`${path}/og.png`)).status).toBe(404);
  await site.end();
});

test('the same content is drawn once, other content anew', () => {
  const pairing = aPairing('alpha', 'beta');
  const cardWith = (name: string) =>
    comparisonCard(
      computeVerdict(aCatalog({ tools: [aTool('alpha', { name })], pairings: [pairing] }), new Map(), pairing),
    );
  const first = ogImage(cardWith('Alpha'));
  expect(ogImage(cardWith('Alpha'))).toBe(first);
  expect(ogImage(cardWith('Alpha 2'))).not.toBe(first);
});

test('the other order leads to the one picture, and hostile names only make an odd one', async () => {
  const site = await aSite({ sent: [] });
  const response = await site.web.request('/compare/smolvlm-2-5-vs-cursor-background-agent/og.png');
  expect([response.status, response.headers.get('location')]).toEqual([301, `${SEED}/og.png`]);
  await site.end();
  const { catalog, content } = hostileContent();
  const hostile = await aSite({ catalog, sent: [content] });
  await pictureAt(hostile, '/compare/script-vs-quoted/og.png');
  await pictureAt(hostile, '/tools/script/og.png');
  await pictureAt(hostile, `/issues/${content.week}/og.png`);
  await hostile.end();
});
