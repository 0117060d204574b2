import { type LayoutFault, placesIn } from './layout-fault.ts';

type SourceRule = { name: string; find(source: string): LayoutFault[] };

const SOURCE_MOST_BYTES = 100_000;

// What XML 1.0 forbids, what turns text around, and the private characters that we use as marks ourselves.
const REFUSED_CHARACTER = /[^\t\n\x20-\x7E\xA0-\uD7FF\uE003-\uFFFD\u{10000}-\u{10FFFF}]|[\u202A-\u202E\u2066-\u2069]/gu;
const REFUSED_MARKUP = /<!(?!--)|<\?|<!--\s*\[if|<!--\s*<!\[|<!--+>|--!>/gi;

function eachAt(source: string, pattern: RegExp, problem: (found: string) => string, remedy: string): LayoutFault[] {
  const placeOf = placesIn(source);
  return [...source.matchAll(pattern)]
    .slice(0, 10)
    .map(({ 0: found, index }) => ({ ...placeOf(index), problem: problem(found), remedy }));
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** What holds before anything is parsed. The first rule that finds something has the word. */
export const sourceRules: readonly SourceRule[] = [
  {
    name: 'not too long',
    find(source) {
      const bytes = Buffer.byteLength(source);
      if (bytes <= SOURCE_MOST_BYTES) return [];
      return [
        { line: 1, problem: `is ${bytes} bytes`, remedy: `at most ${SOURCE_MOST_BYTES}: mailboxes cut what is longer` },
      ];
    },
  },
  {
    name: 'no character that cannot be seen or turns text around',
    find: (source) =>
      eachAt(source, REFUSED_CHARACTER, (found) => `holds the character ${codePoint(found)}`, 'delete it'),
  },
  {
    name: 'no declaration, instruction, CDATA or conditional comment',
    find: (source) =>
      eachAt(
        source,
        REFUSED_MARKUP,
        (found) => `holds ${found}`,
        'leave it out; in text write &lt; for a less-than sign',
      ),
  },
];

/** Line ends as one character, the mark at the start of a file gone. */
export function normalised(source: string): string {
  return source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}
