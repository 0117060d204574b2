import { describe, expect, test } from 'vitest';
import type { Digest } from '../../emails/digest.ts';
import { sampleDigest } from '../../emails/sample-digest.ts';
import DefaultExport, { WeeklyVerdicts } from '../../emails/weekly-verdicts.tsx';
import { golden, linePerBlock } from './golden-file.ts';
import { hostileDigest, hostileNames } from './hostile-digest.ts';
import { longDigest } from './long-digest.ts';
import { asOutlookReads, hrefs, unbalancedTags, unescaped, visibleText } from './read-html.ts';
import { renderedMail } from './rendered-mail.ts';

const MAX_BYTES = 25_500;
const MAX_STYLE_BYTES_IN_GMAIL = 16_000;
const MAX_RENDER_MS = 20;

const html = await renderedMail(sampleDigest);
const count = (text: string, part: string | RegExp) => text.split(part).length - 1;

describe('the mail as it is sent', () => {
  test('is the one that was approved last, line by line', () => {
    const lines = linePerBlock(html);
    expect(lines).toBe(golden('weekly-verdicts.html', lines));
  });

  test('stays under 25,500 bytes when five pairings use all the room they have', async () => {
    expect(Buffer.byteLength(await renderedMail(longDigest))).toBeLessThanOrEqual(MAX_BYTES);
  });

  test('keeps its style sheet below what Gmail drops', () => {
    expect(/<style>(.*?)<\/style>/s.exec(html)![1]!.length).toBeLessThan(MAX_STYLE_BYTES_IN_GMAIL);
  });

  test('renders in less than 20 ms once warm', async () => {
    const milliseconds: number[] = [];
    for (let run = 0; run < 60; run += 1) {
      const start = performance.now();
      await renderedMail(longDigest);
      milliseconds.push(performance.now() - start);
    }
    const warm = milliseconds.slice(30).sort((a, b) => a - b);
    expect(warm[15]).toBeLessThan(MAX_RENDER_MS);
  });

  test('is the same whenever it is rendered', async () => {
    expect(await renderedMail(sampleDigest)).toBe(html);
  });

  test('has a preview that the React Email tool can show', () => {
    expect(DefaultExport).toBe(WeeklyVerdicts);
    expect(WeeklyVerdicts.PreviewProps.verdicts).toHaveLength(5);
  });
});

describe('what it asks of the network', () => {
  test('is nothing: no image, font, sheet or script is fetched', () => {
    expect(html).not.toMatch(/<(img|link|script|iframe|object|video|audio|source|form|input)\b/i);
    expect(html).not.toMatch(/\b(src|srcset|background|poster|action)=/i);
    expect(html).not.toMatch(/url\(|@import|@font-face/i);
  });

  test('every link is https', () => {
    expect(hrefs(html).length).toBeGreaterThan(15);
    for (const href of hrefs(html)) expect(new URL(href).protocol).toBe('https:');
  });

  test('slots for the reader come out as they went in', () => {
    const slotted = hrefs(html).filter((href) => href.includes('READER_TOKEN'));
    expect(slotted).toContain('https://verdicts.example/unsubscribe?r=%%READER_TOKEN%%');
    expect(count(html, '%%READER_TOKEN%%')).toBe(slotted.length);
    expect(slotted).toHaveLength(3 + 3 * 5);
  });
});

describe('what editors and strangers typed', () => {
  test('appears as typed, however hostile', async () => {
    const text = visibleText(await renderedMail(hostileDigest));
    for (const name of hostileNames) expect(text).toContain(name);
    expect(text).toContain('TEST <b>only</b> for the team');
  });

  test('never becomes markup', async () => {
    const hostile = await renderedMail(hostileDigest);
    expect(hostile).not.toMatch(/<script|<img|<x-mso/);
    expect(unbalancedTags(hostile)).toEqual([]);
    expect(count(hostile, '<!--[if mso]>')).toBe(1 + 3 * hostileDigest.verdicts.length);
  });

  test('may carry a title of any kind', async () => {
    const title = /<title>(.*?)<\/title>/.exec(await renderedMail(hostileDigest))![1]!;
    expect(unescaped(title)).toBe(hostileDigest.title);
  });

  test('loses the NUL characters that mail servers refuse', async () => {
    const withNul: Digest = { ...sampleDigest, panelLine: 'before\0after' };
    expect(await renderedMail(withNul)).toContain('beforeafter');
  });

  test('an editor’s Markdown is shown as HTML', () => {
    expect(html).toContain('This is a <strong>sample issue</strong>');
  });
});

describe('its structure', () => {
  test('has one h1 with the title, then one h2 per pairing, linked to its page', () => {
    expect([...html.matchAll(/<h1[^>]*>(.*?)<\/h1>/g)].map((match) => match[1])).toEqual([sampleDigest.title]);
    const headings = [...html.matchAll(/<h2[^>]*><a href="([^"]*)"[^>]*>(.*?)<\/a><\/h2>/g)];
    expect(headings.map((match) => match[2])).toEqual(sampleDigest.verdicts.map(({ heading }) => heading));
    expect(headings.map((match) => match[1])).toEqual(sampleDigest.verdicts.map(({ url }) => url));
    expect(html).not.toMatch(/<h[3-6]/);
  });

  test('says its language, direction and title, also inside body, where clients keep it', () => {
    expect(html).toMatch(/^<!DOCTYPE html><html [^>]*dir="ltr" lang="en"/);
    expect(html).toMatch(
      /<body[^>]*><div role="article" aria-roledescription="email" aria-label="[^"]+" lang="en" dir="ltr"/,
    );
    expect(count(html, '<title>')).toBe(1);
    expect(html).toContain('<meta name="viewport" content="width=device-width,initial-scale=1"/>');
    expect(html).toContain('<meta name="color-scheme" content="light dark"/>');
  });

  test('has data tables with named columns and rows; every other table is marked as layout', () => {
    const tables = asOutlookReads(html).match(/<table[^>]*>/g)!;
    const data = tables.filter((table) => table.includes('class="facts"'));
    expect(data).toHaveLength(5);
    for (const table of tables) expect(table.includes('role="presentation"')).toBe(!data.includes(table));
    expect(count(html, '<th scope="col"')).toBe(2 * 5);
    expect(count(html, '<th scope="row"')).toBe(6 * 5);
    expect(count(html, /<th[ >]/)).toBe(8 * 5);
  });

  test('is well formed for everybody, and for Outlook, which opens the comments', () => {
    expect(unbalancedTags(html)).toEqual([]);
    expect(asOutlookReads(html)).toContain('<td width="50%"><div class="quote"');
    expect(unbalancedTags(asOutlookReads(html))).toEqual([]);
    expect(asOutlookReads(html)).not.toContain('<!--');
  });

  test('answers first: the lead pairing’s call comes before every table, the note and the sponsor', () => {
    const lead = sampleDigest.verdicts[0]!;
    const order = [
      lead.heading,
      lead.call.sentence,
      '<table class="facts"',
      'sample issue',
      'Your message here',
      'Heronote vs',
    ];
    const places = order.map((part) => html.indexOf(part, html.indexOf('<h2')));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('what readers said of the previous issue comes after the last pairing, labelled and linked to its comparison', () => {
    const { sentence, url } = sampleDigest.youSaid!;
    const after = html.slice(html.lastIndexOf('<h2'));
    expect(after.indexOf('<b>You said</b>')).toBeGreaterThan(after.indexOf('Vote ship or skip'));
    expect(after.indexOf(sentence)).toBeGreaterThan(after.indexOf('<b>You said</b>'));
    expect(after.indexOf(`<a href="${url}"`)).toBeGreaterThan(after.indexOf(sentence));
    expect(after.indexOf('Preferences')).toBeGreaterThan(after.indexOf(`<a href="${url}"`));
  });

  test('opens with the preheader and keeps the masthead out of the mailbox’s preview line', () => {
    const start = visibleText(html).trimStart();
    expect(start.startsWith(sampleDigest.preheader)).toBe(true);
    expect(start.indexOf(sampleDigest.title)).toBeGreaterThan(150);
  });
});

describe('what may be missing', () => {
  test('without note, sponsor, readers’ words and quotes there is no empty label and no empty stamp', async () => {
    const { note: _note, sponsor: _sponsor, youSaid: _youSaid, ...bare } = sampleDigest;
    const quoteless = bare.verdicts.map((verdict) => ({ ...verdict, quotes: [] as [] }));
    const text = visibleText(await renderedMail({ ...bare, verdicts: quoteless }));
    expect(text).not.toMatch(/Editor’s note|Sponsor|You said|SHIP|SKIP|“/);
  });

  test('the banner of a test mail comes before everything a reader sees', async () => {
    const banner = 'Test for the team';
    const marked = await renderedMail({ ...sampleDigest, testBanner: banner });
    expect(marked.indexOf(banner)).toBeGreaterThan(0);
    expect(marked.indexOf(banner)).toBeLessThan(marked.indexOf('<h1'));
    expect(html).not.toContain(banner);
  });

  test('a tool nobody reviewed gets words instead of a figure and a bar', () => {
    const last = html.slice(html.lastIndexOf('<h2'));
    expect(last).toContain('<td>— not reviewed yet</td>');
    expect(count(last, 'class="bar"')).toBe(1);
  });
});

describe('the bar beside a figure', () => {
  const bars = [
    ...html.matchAll(/<b style="font-size:22px">(\d+)%<\/b> ship<table[^>]*class="bar"[^>]*><tr>(.*?)<\/tr>/g),
  ];

  test('repeats the figure in two cells of inline background-color', () => {
    expect(bars).toHaveLength(9);
    for (const [, percent, cells] of bars) {
      const filled = /class="filled" width="(\d+)%" style="background-color:#[0-9A-F]{6}"/.exec(cells!)?.[1] ?? '0';
      expect(filled).toBe(percent);
      expect(cells!.includes('class="track" style="background-color:')).toBe(percent !== '100');
    }
  });
});
