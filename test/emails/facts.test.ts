import { describe, expect, test } from 'vitest';
import type { Digest, VerdictBlock } from '../../emails/digest.ts';
import { weeklyVerdictsText } from '../../emails/weekly-verdicts-text.ts';
import { numberedDigest } from './numbered-digest.ts';
import { hrefs, visibleText } from './read-html.ts';
import { renderedMail } from './rendered-mail.ts';

// Subject and preheader belong to the mailbox, html and text to one part each, stance is shown as a word.
const NOT_IN_BOTH = new Set(['subject', 'preheader', 'html', 'text', 'stance']);

// The pricing sentence tells both entry prices; where nobody has reviewed a tool, the text says so once.
const leftToOthersInText = ({ path, value }: Leaf) => path.endsWith('.entry') || value.startsWith('no reviews yet');

type Leaf = { path: string; value: string };

function leaves(node: unknown, path = 'digest'): Leaf[] {
  if (typeof node === 'string') return [{ path, value: node }];
  if (node === null || typeof node !== 'object') return [];
  return Object.entries(node)
    .filter(([key]) => !NOT_IN_BOTH.has(key))
    .flatMap(([key, child]) => leaves(child, `${path}.${key}`));
}

const isUrl = ({ value }: Leaf) => value.startsWith('https:');
const texts = leaves(numberedDigest).filter((leaf) => !isUrl(leaf));
const urls = leaves(numberedDigest).filter(isUrl);
const figures = numberedDigest.verdicts.flatMap(({ sides }) => sides.map(({ panelPercent }) => panelPercent));
const stances = numberedDigest.verdicts.flatMap(({ quotes }) => quotes.map(({ stance }) => stance.toUpperCase()));
const shown = (percent: number | null) => (percent === null ? '— not reviewed yet' : `${percent}% ship`);

describe('every fact of the digest', () => {
  const plain = weeklyVerdictsText(numberedDigest);
  const unwrapped = withTablesUnwrapped(plain, numberedDigest).replace(/\s+/g, ' ');

  test('is a text that occurs nowhere else, so that finding it means something', () => {
    expect(texts.length + urls.length).toBeGreaterThan(100);
    expect(new Set([...texts, ...urls].map(({ value }) => value)).size).toBe(texts.length + urls.length);
  });

  test('is in the HTML', async () => {
    const html = await renderedMail(numberedDigest);
    const visible = visibleText(html);
    expect(texts.filter(({ value }) => !visible.includes(value))).toEqual([]);
    expect(urls.filter(({ value }) => !hrefs(html).includes(value))).toEqual([]);
    expect(visible.match(/\d+% +ship|— not reviewed yet/g)!.map((text) => text.replace(/ +/g, ' '))).toEqual(
      figures.map(shown),
    );
    expect(visible.match(/\b(SHIP|SKIP)\b/g)).toEqual(stances);
    expect(visible).toContain(numberedDigest.preheader);
    expect(html).toContain(numberedDigest.note!.html);
    expect(html).toContain(numberedDigest.sponsor!.html);
  });

  test('is in the text', () => {
    expect(texts.filter((leaf) => !leftToOthersInText(leaf) && !unwrapped.includes(leaf.value))).toEqual([]);
    expect(urls.filter(({ value }) => !plain.split('\n').includes(value))).toEqual([]);
    expect(unwrapped.match(/\d+%(?=: \d+ ship)|— not reviewed yet/g)).toEqual(
      figures.map((percent) => shown(percent).replace(' ship', '')),
    );
    expect(unwrapped.match(/\b(SHIP|SKIP)\b/g)).toEqual(stances);
    expect(unwrapped).toContain(numberedDigest.note!.text);
    expect(unwrapped).toContain(numberedDigest.sponsor!.text);
  });

  test('stands with its own pairing in both parts', async () => {
    const html = await renderedMail(numberedDigest);
    const inHtml = html.split('<h2').slice(1).map(visibleText);
    const inText = unwrapped.split(/ (?=\d\. )/).slice(1);
    for (const [index, verdict] of numberedDigest.verdicts.entries()) {
      for (const leaf of leaves(verdict).filter((leaf) => !isUrl(leaf))) {
        expect(inHtml[index]).toContain(leaf.value);
        if (!leftToOthersInText(leaf)) expect(inText[index]).toContain(leaf.value);
      }
    }
  });
});

/** Puts each two-column table back into one line per cell, reading the columns by their places. */
function withTablesUnwrapped(text: string, { verdicts }: Digest): string {
  return verdicts.reduce((mail, verdict) => {
    const rows = tableRows(mail, verdict);
    return mail.replace(rows.join('\n'), cellsOf(rows).join('\n'));
  }, text);
}

function tableRows(text: string, { heading }: VerdictBlock): string[] {
  const rows = text.slice(text.indexOf(heading)).split('\n');
  const start = rows.findIndex((row) => row.startsWith(' '.repeat(11)));
  return rows.slice(start, rows.indexOf('', start));
}

function cellsOf(rows: string[]): string[] {
  const panel = rows.find((row) => row.startsWith('Panel'))!;
  const second = panel.search(/(\d+%: [^%]+|— not reviewed yet)$/);
  const cells: [string, string][] = [];
  for (const row of rows) {
    if (cells.length === 0 || !row.startsWith(' ')) cells.push(['', '']);
    const [left, right] = cells.at(-1)!;
    cells[cells.length - 1] = [`${left} ${row.slice(11, second)}`, `${right} ${row.slice(second)}`];
  }
  return cells.flat();
}
