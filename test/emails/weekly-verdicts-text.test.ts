import { describe, expect, test } from 'vitest';
import { sampleDigest } from '../../emails/sample-digest.ts';
import { weeklyVerdictsText } from '../../emails/weekly-verdicts-text.ts';
import { golden } from './golden-file.ts';
import { hostileDigest, hostileNames, unbreakable } from './hostile-digest.ts';
import { longDigest } from './long-digest.ts';

const MAX_COLUMNS = 72;
const MAX_BYTES = 5_400;

const text = weeklyVerdictsText(sampleDigest);
const wideCharacters = (line: string) => line.match(/\p{Script=Han}/gu)?.length ?? 0;
const tooWide = (mail: string) =>
  mail.split('\n').filter((line) => [...line].length + wideCharacters(line) > MAX_COLUMNS && !/^https:\S+$/.test(line));

describe('the text part', () => {
  test('is the one that was approved last', () => {
    expect(text).toBe(golden('weekly-verdicts.txt', text));
  });

  test('stays under 5,400 bytes for five pairings of the usual length, a note and a sponsor', () => {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_BYTES);
  });

  test('adds at most 1,050 bytes to values that fill all the room they have', () => {
    const values = JSON.stringify({ ...longDigest, subject: '', preheader: '' }, (key, value) =>
      key === 'html' ? '' : value,
    );
    const bare = values.match(/:("(?:[^"\\]|\\.)*")/g)!.reduce((sum, value) => sum + Buffer.byteLength(value) - 3, 0);
    expect(Buffer.byteLength(weeklyVerdictsText(longDigest)) - bare).toBeLessThanOrEqual(1_050);
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
  const lines = text.split('\n');
  const addresses = lines.filter((line) => line.startsWith('https:'));

  test('stand alone on their lines, so that they can be copied, the reader’s slot unbroken even beyond 72 columns', () => {
    const { url, voteUrl } = sampleDigest.verdicts[0]!;
    expect(voteUrl.length).toBeGreaterThan(MAX_COLUMNS);
    expect(addresses).toEqual(expect.arrayContaining([url, voteUrl]));
    expect(addresses).toHaveLength(1 + 2 * 5 + 1 + 3 + 1);
  });

  test('stand under the words they belong to', () => {
    const { preferencesUrl, unsubscribeUrl } = sampleDigest.footer;
    expect(text).toContain(`\nPreferences:\n${preferencesUrl}\nUnsubscribe:\n${unsubscribeUrl}\n`);
    for (const address of addresses) expect(lines[lines.indexOf(address) - 1]).toMatch(/^\S.*:$/);
  });
});

describe('the two sides in the text part', () => {
  const rows = text.split('\n');

  test('stand in two straight columns', () => {
    const start = rows.findIndex((row) => row.startsWith(`${' '.repeat(11)}Cursor Background Agent`));
    const second = rows[start]!.indexOf('SmolVLM 2.5');
    const table = rows.slice(start, start + 3);
    expect(table.map((row) => row.slice(0, 11).trim())).toEqual(['', 'Panel', 'Community']);
    for (const row of table) expect(row.slice(second - 2, second)).toBe('  ');
    expect(table.map((row) => row[second])).toEqual(['S', '7', '8']);
  });

  test('have no community while neither has a figure, and both as soon as one has', () => {
    const { verdicts } = sampleDigest;
    const [unknown, half] = [verdicts[4]!, verdicts[0]!].map((verdict) => {
      const [known, ...others] = verdict.sides;
      const sides = [{ ...known, community: '— 3 votes so far', communityIsKnown: false }, ...others];
      return weeklyVerdictsText({ ...sampleDigest, verdicts: [{ ...verdict, sides: sides as typeof verdict.sides }] });
    });
    expect(unknown).not.toContain('Community');
    expect(half).toMatch(/^Community +— 3 votes so far +81% of 412$/m);
  });

  test('stay straight under wide characters', () => {
    const wide = weeklyVerdictsText({ ...hostileDigest, verdicts: [hostileDigest.verdicts[2]!] });
    const panel = wide.split('\n').find((row) => row.startsWith('Panel'))!;
    const han = wide.split('\n').find((row) => row.includes('漢字漢字') && row.startsWith(' '))!;
    expect(han.indexOf('漢')).toBe(panel.indexOf('0%: '));
  });

  test('keep every letter of a name that fits on no line', () => {
    const letters = weeklyVerdictsText(hostileDigest).replace(/\s/g, '');
    expect(letters).toContain(`Ship${unbreakable}`);
  });
});
