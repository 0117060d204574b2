import { expect, test } from 'vitest';
import { aCatalog, aPairing, aReview, aTool } from '../../builders/catalog-builders.ts';
import { visibleText } from '../../emails/read-html.ts';
import { aSite } from '../a-site.ts';

test('a tool has its figures, its reviews in the panel’s order, and every comparison of it', async () => {
  const pairings = [
    aPairing('alpha', 'beta', { publishedOn: '2026-11-10' }),
    aPairing('gamma', 'alpha', { publishedOn: '2026-11-17' }),
    aPairing('beta', 'gamma'),
  ];
  const reviews = [
    aReview('alpha', 'builder', 'ship', 'It is built so that I can take it apart again.'),
    aReview('alpha', 'skeptic', 'skip', 'It breaks where everything like it breaks, as ever.'),
  ];
  const tools = [aTool('alpha', { entry: { model: 'freemium', price: 'from $9/mo', checkedOn: '2026-11-03' } })];
  const site = await aSite({ catalog: aCatalog({ tools, reviews, pairings }), sent: [] });
  const html = await site.page('/tools/alpha');
  const text = visibleText(html);
  expect(text).toContain('Developer Tools Alpha What alpha does Panel 50% ship Community – no votes yet');
  expect(text).toContain('Entry Free to start, from $9/mo Vendor alpha Inc Launched 15 January 2026');
  expect(text).toMatch(
    /The builder SHIP 2 November 2026 “It is built so .*The skeptic SKIP 2 November 2026 “It breaks/,
  );
  const compared = [...html.matchAll(/<h3><a href="([^"]*)">/g)].map(([, address]) => address);
  expect(compared).toEqual(['/compare/gamma-vs-alpha', '/compare/alpha-vs-beta']);
  await site.end();
});

test('a tool that nobody reviewed says so', async () => {
  const pairing = aPairing('alpha', 'beta');
  const site = await aSite({ catalog: { ...aCatalog({ pairings: [pairing] }), reviews: new Map() }, sent: [] });
  const text = visibleText(await site.page('/tools/alpha'));
  expect(text).toContain('— not reviewed yet');
  expect(text).toContain('The panel has not reviewed it yet.');
  await site.end();
});
