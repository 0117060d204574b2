import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preheaderLine, subjectLine } from '#issue/subject-line.ts';
import { computeVerdict, type Verdict } from '#verdict/verdict.ts';
import { aCatalog, aPairing, aTool } from '../builders/catalog-builders.ts';

function verdict(a: string, b: string): Verdict {
  const pairing = aPairing('alpha', 'beta');
  const tools = [aTool('alpha', { name: a }), aTool('beta', { name: b })];
  return computeVerdict(aCatalog({ pairings: [pairing], tools }), new Map(), pairing);
}

const subject = (a: string, b: string) => subjectLine(verdict(a, b));
const preheader = (...pairs: [string, string][]) => preheaderLine(pairs.map(([a, b]) => verdict(a, b)));

describe('The subject', () => {
  it('is the lead pairing as a question', () => {
    expect(subject('Devin', 'GitHub Copilot')).toBe('Devin or GitHub Copilot?');
  });

  it('is shorter when the question has more than 50 characters', () => {
    expect(subject('A'.repeat(22), 'B'.repeat(23))).toBe(`${'A'.repeat(22)} or ${'B'.repeat(23)}?`);
    expect(subject('A'.repeat(22), 'B'.repeat(24))).toBe(`${'A'.repeat(22)} vs ${'B'.repeat(24)}`);
  });

  it('cuts both names when even that is too long, between words where it can', () => {
    expect(subject('Visual Studio Code with Copilot', 'Jetbrains Junie Enterprise')).toBe(
      'Visual Studio Code… or Jetbrains Junie…?',
    );
    expect(subject('A'.repeat(60), 'B'.repeat(24))).toBe(`${'A'.repeat(21)}… or ${'B'.repeat(21)}…?`);
  });
});

describe('The preheader', () => {
  it('names the other pairings', () => {
    expect(preheader(['Docling', 'Firecrawl'], ['Runway', 'Pika Labs'])).toBe(
      'Also this week: Docling vs Firecrawl; Runway vs Pika Labs.',
    );
  });

  it('is filled up when they are short, so that nothing of the mail shows through', () => {
    expect(preheader(['A', 'B'])).toBe('Also this week: A vs B, with the panel’s calls.');
  });

  it('leaves out whole pairings that no longer fit', () => {
    const long = 'Long Tool Name Number';
    expect(preheader([`${long} 1`, `${long} 2`], [`${long} 3`, `${long} 4`], ['A', 'B'])).toBe(
      `Also this week: ${long} 1 vs ${long} 2.`,
    );
  });

  it('cuts the first pairing between words when it does not fit by itself', () => {
    const line = preheader(['Alpha '.repeat(10).trim(), 'Beta '.repeat(10).trim()]);
    expect(line).toBe(`Also this week: ${'Alpha '.repeat(10).trim()} vs Beta Beta…`);
  });

  it('of an issue with one pairing says what else is in it', () => {
    expect(preheader()).toBe('Also this week: the panel, the prices and the call');
  });
});

describe('Whatever the names', () => {
  const letter = fc.constantFrom(...'abcdefgXYZ0123.-éß');
  const word = fc.string({ unit: letter, minLength: 1, maxLength: 60 });
  const name = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' ').slice(0, 60).trim());
  const unbroken = fc.string({ unit: letter, minLength: 1, maxLength: 60 });
  const pair = fc.tuple(name, name);

  it('a subject has 50 characters at most, and something of both names', () => {
    const anyName = fc.oneof(name, unbroken);
    fc.assert(
      fc.property(anyName, anyName, (a, b) => {
        const line = subject(a, b);
        expect(line.length).toBeLessThanOrEqual(50);
        expect(line.length).toBeGreaterThanOrEqual(5);
        expect(line.startsWith(a.slice(0, 1))).toBe(true);
        expect(line).toMatch(/.+ (or|vs) .+/);
      }),
      { numRuns: 500 },
    );
  });

  it('a preheader has 40 to 90 characters and does not repeat the subject', () => {
    fc.assert(
      fc.property(pair, fc.array(pair, { maxLength: 4 }), ([a, b], others) => {
        const line = preheader(...others);
        expect(line.length).toBeGreaterThanOrEqual(40);
        expect(line.length).toBeLessThanOrEqual(90);
        expect(line).not.toBe(subject(a, b));
        expect(line.startsWith('Also this week: ')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('a preheader of names without any space has 90 characters at most', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(unbroken, unbroken), { maxLength: 4 }), (others) => {
        expect(preheader(...others).length).toBeLessThanOrEqual(90);
      }),
    );
  });
});

it('A subject never ends in half a character, so that it can be hashed and sent', () => {
  const line = subject('🚀'.repeat(30), '🚀'.repeat(30));
  expect(line.isWellFormed()).toBe(true);
  expect(line.length).toBeLessThanOrEqual(50);
});
