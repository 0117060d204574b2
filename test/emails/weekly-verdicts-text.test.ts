import { describe, expect, test } from 'vitest';
import { sampleDigest } from '../../emails/sample-digest.ts';
import { weeklyVerdictsText } from '../../emails/weekly-verdicts-text.ts';
import { golden } from './golden-file.ts';
import { hostileDigest, hostileNames, unbreakable } from './hostile-digest.ts';
import { longDigest } from './long-digest.ts';

const MAX_COLUMNS = 72;
const MAX_BYTES = 6_200;

const text = weeklyVerdictsText(sampleDigest);
const wideCharacters = (line: string) => line.match(/\p{Script=Han}/gu)?.length ?? 0;
const tooWide = (mail: string) =>
  mail.split('\n').filter((line) => [...line].length + wideCharacters(line) > MAX_COLUMNS && !/^https:\S+$/.test(line));

describe('the text part', () => {
  test('is the one that was approved last', () => {
    expect(text).toBe(golden('weekly-verdicts.txt', text));
  });

  test('stays under 6,200 bytes for the sample’s five pairings', () => {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_BYTES);
  });

  test('adds at most 1,820 bytes to values that fill all the room they have', () => {
    const values = JSON.stringify({ ...longDigest, subject: '', preheader: '' }, (key, value) =>
      key === 'html' ? '' : value,
    );
    const bare = values.match(/:("(?:[^"\\]|\\.)*")/g)!.reduce((sum, value) => sum + Buffer.byteLength(value) - 3, 0);
    expect(Buffer.byteLength(weeklyVerdictsText(longDigest)) - bare).toBeLessThanOrEqual(1_820);
  });

  test.each([
    ['the sample', sampleDigest],
    ['fields that fill their room', longDigest],
    ['hostile, unbreakable and wide names', hostileDigest],
  ])('never exceeds 72 columns with %s, except for an address alone on its line', (_, digest) => {
    expect(tooWide(weeklyVerdictsText(digest))).toEqual([]);
  });

  test('ends lines with LF, leaves no blanks at their ends, and ends once', () => {
    expect(text).not.toMatch(/\r|[ \t]\n|\n\n\n\n/);
    expect(text).toMatch(/[^\n]\n$/);
  });

  test('shows what was typed without entities', () => {
    const hostile = weeklyVerdictsText(hostileDigest);
    for (const name of hostileNames) expect(hostile).toContain(name);
    expect(hostile).not.toMatch(/&(amp|lt|quot);/);
  });

  test('has no NUL character', () => {
    expect(weeklyVerdictsText({ ...sampleDigest, panelLine: 'before\0after' })).toContain('beforeafter');
  });
});

describe('links in the text part', () => {
  const sections = text.split('\n\n\n');
  const listed = [...text.matchAll(/^\[(\d+)\]\s(https:\S+)$/gm)];

  test('are numbered from 1 through the mail', () => {
    expect(listed.map((match) => Number(match[1]))).toEqual(listed.map((_, index) => index + 1));
    expect(listed).toHaveLength(1 + 2 * 5 + 1 + 3);
  });

  test('are listed at the end of the section that mentions them', () => {
    for (const [entry, number] of listed) {
      const section = sections.find((part) => part.includes(entry))!;
      expect(section.indexOf(`[${number}]`)).toBeLessThan(section.indexOf(entry));
    }
  });

  test('carry the reader’s slot unchanged, unbroken even beyond 72 columns', () => {
    const { url, voteUrl } = sampleDigest.verdicts[0]!;
    expect(voteUrl.length).toBeGreaterThan(MAX_COLUMNS);
    expect(text.split('\n')).toEqual(expect.arrayContaining([url, voteUrl]));
  });

  test('stand at the words they belong to', () => {
    const { unsubscribeUrl } = sampleDigest.footer;
    const number = /Unsubscribe \[(\d+)\]/.exec(text)![1];
    expect(text).toContain(`[${number}] ${unsubscribeUrl}`);
  });
});

describe('the two sides in the text part', () => {
  const rows = text.split('\n');

  test('stand in two straight columns', () => {
    const start = rows.findIndex((row) => row.startsWith(`${' '.repeat(11)}Cursor Background Agent`));
    const second = rows[start]!.indexOf('SmolVLM 2.5');
    const table = rows.slice(start, start + 6);
    expect(table.map((row) => row.slice(0, 11).trim())).toEqual([
      '',
      'Panel',
      'Split',
      'Community',
      'Entry',
      'In short',
    ]);
    for (const row of table) expect(row.slice(second - 2, second)).toBe('  ');
    expect(table.map((row) => row[second])).toEqual(['S', '7', '3', '8', 'F', 'A']);
  });

  test('stay straight under wide characters', () => {
    const wide = weeklyVerdictsText({ ...hostileDigest, verdicts: [hostileDigest.verdicts[2]!] });
    const panel = wide.split('\n').find((row) => row.startsWith('Panel'))!;
    const han = wide.split('\n').find((row) => row.includes('漢字漢字') && row.startsWith(' '))!;
    expect(han.indexOf('漢')).toBe(panel.indexOf('0% ship'));
  });

  test('keep every letter of a name that fits on no line', () => {
    const letters = weeklyVerdictsText(hostileDigest).replace(/\s/g, '');
    expect(letters).toContain(`Ship${unbreakable}`);
  });
});
