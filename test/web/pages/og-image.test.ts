import { expect, test } from 'vitest';
import { computeVerdict } from '#verdict/verdict.ts';
import { ogImage } from '../../../src/web/pages/og-image.ts';
import { aCatalog, aPairing, aTool } from '../../builders/catalog-builders.ts';
import { aSite, SEED } from '../a-site.ts';
import { hostileContent } from './hostile-content.ts';

async function pictureAt(site: Awaited<ReturnType<typeof aSite>>, path: string) {
  const response = await site.web.request(path);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
  return { bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers };
}

test('a comparison has a picture of 1200 by 630, which caches may keep', async () => {
  const site = await aSite({ sent: [] });
  const { bytes, headers } = await pictureAt(site, `${SEED}/og.png`);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
  expect(headers.get('cache-control')).toBe('public, max-age=3600');
  const again = await site.web.request(`${SEED}/og.png`, { headers: { 'if-none-match': headers.get('etag') ?? '' } });
  expect(again.status).toBe(304);
  await site.end();
});

test('the same content is drawn once, other content anew', () => {
  const pairing = aPairing('alpha', 'beta');
  const verdictWith = (name: string) =>
    computeVerdict(aCatalog({ tools: [aTool('alpha', { name })], pairings: [pairing] }), new Map(), pairing);
  const first = ogImage(verdictWith('Alpha'));
  expect(ogImage(verdictWith('Alpha'))).toBe(first);
  expect(ogImage(verdictWith('Alpha 2'))).not.toBe(first);
});

test('the other order leads to the one picture, and hostile names only make an odd one', async () => {
  const site = await aSite({ sent: [] });
  const response = await site.web.request('/compare/smolvlm-2-5-vs-cursor-background-agent/og.png');
  expect([response.status, response.headers.get('location')]).toEqual([301, `${SEED}/og.png`]);
  await site.end();
  const hostile = await aSite({ catalog: hostileContent().catalog, sent: [] });
  await pictureAt(hostile, '/compare/script-vs-quoted/og.png');
  await hostile.end();
});
