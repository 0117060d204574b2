import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { aCatalog, aPairing, aReview, aTool, reviewsOf } from '../../builders/catalog-builders.ts';
import { visibleText } from '../../emails/read-html.ts';
import { aSite, SEED, type Site } from '../a-site.ts';
import { formsOf } from './read-forms.ts';

describe('the comparison of the seed', () => {
  let site: Site;
  let html = '';
  let text = '';
  beforeAll(async () => {
    site = await aSite();
    html = await site.page(SEED);
    text = visibleText(html);
  });
  afterAll(() => site.end());

  test('names both tools, why they stand side by side, and the call with its reason', () => {
    expect(text).toContain(
      'AI tool comparison · Developer Tools Cursor Background Agent vs SmolVLM 2.5 One takes work',
    );
    expect(text).toContain('The editor’s call Ship both: no job overlaps;');
  });

  test('carries every fact of either tool', () => {
    for (const fact of [
      'Hand over a multi-file change and keep on coding',
      'Panel 100% ship Community 70% of 10 Entry Paid, from $20/mo Vendor Anysphere Launched 15 May 2025',
      'Site cursor.com Price checked 18 November 2026',
      'Runs refactors and code generation across many files',
      'A 2B vision-language model made to run on the device',
      'Panel 100% ship Community – no votes yet Entry Free Vendor Hugging Face',
    ])
      expect(text).toContain(fact);
  });

  test('has a row per reviewer with both quotes, both stamps and the name of the tool each is about', () => {
    const rows = html.match(/<li><h3>.*?<\/li>/gs) ?? [];
    const said = rows.map((row) => visibleText(row).trim().split(' “')[0]);
    expect(said).toEqual([
      'Builder SHIP Cursor Background Agent',
      'Skeptic SHIP Cursor Background Agent',
      'Futurist SHIP Cursor Background Agent',
      'Product Manager SHIP Cursor Background Agent',
      'Founder Cursor Background Agent Did not review it. SHIP SmolVLM 2.5',
    ]);
    expect(rows[0]?.match(/<b class="stamp ship">SHIP<\/b>/g)).toHaveLength(2);
    expect(rows[0]?.match(/<blockquote>/g)).toHaveLength(2);
  });

  test('reads the split, the prices and the community', () => {
    expect(text).toContain('Cursor Background Agent: 4 ship, 0 skip');
    expect(text).toContain('Ship: Builder, Skeptic, Futurist, Founder. Skip: nobody.');
    expect(text).toContain(
      'Cursor Background Agent is paid from the first day (from $20/mo), while SmolVLM 2.5 costs nothing.',
    );
    expect(text).toContain('Cursor Background Agent 70% of 10 would ship it');
  });

  test('lets a visitor vote ship or skip on either tool, and sign up', () => {
    const [vote, signUp] = formsOf(html);
    expect(vote?.form).toMatchObject({ method: 'post', action: SEED.replace('/compare/', '/vote/') });
    expect(vote?.fields.map(({ type, name, value }) => [type, name, value])).toEqual([
      ['radio', 'cursor-background-agent', 'ship'],
      ['radio', 'cursor-background-agent', 'skip'],
      ['radio', 'smolvlm-2-5', 'ship'],
      ['radio', 'smolvlm-2-5', 'skip'],
    ]);
    expect(signUp?.fields.find(({ name }) => name === 'page')?.value).toBe(SEED);
  });

  test('names its picture, its tools and its days to programs', () => {
    expect(html).toContain(`<meta property="og:image" content="https://verdicts.example${SEED}/og.png"/>`);
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html) ?? [];
    expect(JSON.parse(json)).toMatchObject({
      '@type': 'Article',
      datePublished: '2026-11-19',
      about: [{ name: 'Cursor Background Agent' }, { name: 'SmolVLM 2.5' }],
    });
  });

  test('the other order of the tools leads to the one address there is', async () => {
    const response = await site.web.request('/compare/smolvlm-2-5-vs-cursor-background-agent');
    expect([response.status, response.headers.get('location')]).toEqual([301, SEED]);
  });
});

test('a reviewer who ships one and skips the other is named', async () => {
  const reviews = [
    ...reviewsOf('alpha', ['ship', 'ship']),
    aReview('beta', 'builder', 'ship'),
    aReview('beta', 'skeptic', 'skip'),
  ];
  const site = await aSite({ catalog: aCatalog({ reviews, pairings: [aPairing('alpha', 'beta')] }), sent: [] });
  expect(visibleText(await site.page('/compare/alpha-vs-beta'))).toContain('The skeptic ships Alpha and skips Beta.');
  await site.end();
});

test('tools that nobody reviewed make no claim', async () => {
  const pairing = aPairing('alpha', 'beta');
  const catalog = { ...aCatalog({ pairings: [pairing] }), reviews: new Map() };
  const site = await aSite({ catalog, sent: [] });
  const text = visibleText(await site.page('/compare/alpha-vs-beta'));
  expect(text).toContain('— not reviewed yet');
  expect(text).toContain('The panel has reviewed neither yet.');
  expect(text).not.toContain('0% ship');
  await site.end();
});

test('a comparison is there from the day it is published on, and its tools with it', async () => {
  const pairings = [
    aPairing('alpha', 'beta', { publishedOn: '2026-11-20' }),
    aPairing('beta', 'gamma', { publishedOn: '2026-11-21' }),
  ];
  const site = await aSite({ catalog: aCatalog({ tools: [aTool('lonely')], pairings }), sent: [] });
  const statusOf = async (path: string) => (await site.web.request(path)).status;
  expect(await statusOf('/compare/alpha-vs-beta')).toBe(200);
  expect(await statusOf('/tools/beta')).toBe(200);
  for (const path of [
    '/compare/beta-vs-gamma',
    '/compare/gamma-vs-beta',
    '/compare/beta-vs-gamma/og.png',
    '/tools/gamma',
    '/tools/lonely',
  ])
    expect([path, await statusOf(path)]).toEqual([path, 404]);
  for (const path of ['/compare', '/tools/beta', '/sitemap.xml', '/'])
    expect(await site.page(path)).not.toMatch(/gamma/i);
  await site.end();
});

test('a vote that another process took shows within some seconds', async () => {
  const site = await aSite({ sent: [] });
  expect(visibleText(await site.page(SEED))).toContain('70% of 10');
  await site.app.store.updateTable('votes').set({ choice: 'ship' }).execute();
  await vi.waitFor(async () => expect(visibleText(await site.page(SEED))).toContain('100% of 10'), { timeout: 3000 });
  await site.end();
});
