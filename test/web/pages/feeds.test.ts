import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainDate } from '#calendar/plain-date.ts';
import { aContent, week } from '../../builders/issue-builders.ts';
import { unbalancedTags, unescaped } from '../../emails/read-html.ts';
import { aSite, ORIGIN, type Site } from '../a-site.ts';
import { hostileContent, SCRIPT } from './hostile-content.ts';

type JsonFeed = { version: string; feed_url: string; items: Record<string, string>[] };

const older = aContent({ week: week('2026-W46'), date: plainDate('2026-11-10'), subject: 'Three or four?' });
const newer = aContent({ note: 'This week, *less* talk.' });

describe('the feeds of two issues', () => {
  let site: Site;
  let atom = '';
  let json: JsonFeed;
  beforeAll(async () => {
    site = await aSite({ sent: [older, newer] });
    atom = await site.page('/feed.xml');
    json = JSON.parse(await site.page('/feed.json'));
  });
  afterAll(() => site.end());

  test('carry the newest issue first, each under its own address and time', () => {
    const ids = [...atom.matchAll(/<id>([^<]*)<\/id>/g)].map(([, id]) => id);
    expect(ids).toEqual([`${ORIGIN}/`, `${ORIGIN}/issues/2026-W47`, `${ORIGIN}/issues/2026-W46`]);
    expect(atom.match(/<updated>[^<]*/g)?.slice(0, 2)).toEqual(Array(2).fill('<updated>2026-11-17T09:00:00.000Z'));
    expect(json.items.map(({ id }) => id)).toEqual(ids.slice(1));
    expect(json.items[0]?.date_published).toBe('2026-11-17T09:00:00.000Z');
  });

  test('carry all of an issue: note, calls, figures, prices, quotes', () => {
    const html = json.items[0]?.content_html ?? '';
    expect(html).toContain('<em>less</em> talk.');
    expect(html).toContain('<b>Ship both: the panel would ship either (75% each), so the job decides.</b>');
    expect(html).toContain(
      'Alpha: 75% ship (3 ship, 1 skip). Community: – no votes yet. Entry: Free. What alpha does.',
    );
    expect(html).toContain('Both cost nothing');
    expect(html).toMatch(/<b>SHIP<\/b> The builder on Alpha: “builder says ship/);
    expect(unescaped(atom)).toContain(html);
  });

  test('link with whole addresses and carry no mark-up that only our style sheet understands', () => {
    for (const { content_html: html = '' } of json.items) {
      const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, address = '']) => address);
      expect(links.length).toBeGreaterThan(1);
      expect(links.filter((address) => !address.startsWith(`${ORIGIN}/compare/`))).toEqual([]);
      expect(html).not.toMatch(/<svg|<form|%%/);
    }
  });

  test('say of what kind and where they are', async () => {
    expect((await site.web.request('/feed.xml')).headers.get('content-type')).toBe(
      'application/atom+xml; charset=utf-8',
    );
    expect((await site.web.request('/feed.json')).headers.get('content-type')).toMatch('application/feed+json');
    expect(json).toMatchObject({ version: 'https://jsonfeed.org/version/1.1', feed_url: `${ORIGIN}/feed.json` });
    expect(atom).toContain(`<link rel="self" type="application/atom+xml" href="${ORIGIN}/feed.xml"/>`);
  });
});

test('words that try to be markup stay words in a feed', async () => {
  const site = await aSite({ sent: [hostileContent().content] });
  const atom = await site.page('/feed.xml');
  expect(unbalancedTags(atom.replace(/<link [^>]*>/g, ''))).toEqual([]);
  expect(atom).not.toContain('<script');
  const feed: JsonFeed = JSON.parse(await site.page('/feed.json'));
  expect(feed.items[0]?.title).toContain(SCRIPT);
  expect(feed.items[0]?.content_html).not.toMatch(/<script|javascript:/);
  await site.end();
});

test('a feed without an issue is still a feed', async () => {
  const site = await aSite({ sent: [] });
  expect(await site.page('/feed.xml')).toMatch(/<updated>\d{4}-\d\d-\d\dT/);
  expect(JSON.parse(await site.page('/feed.json'))).toMatchObject({ items: [] });
  await site.end();
});
