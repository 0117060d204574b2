import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { importSchema, type RefusedLine } from '#subscribers/import-plan.ts';
import { type ImportCounts, importSubscribers } from '#subscribers/import-subscribers.ts';
import { UnreadableFile } from '#subscribers/text-lines.ts';
import { addReaders, aStore } from '../../builders/store-builders.ts';
import { NOW, SECRET } from '../a-fuzzed-site.ts';
import { anyJsonLike, mutatedJson } from '../inputs/mutated-json.ts';
import { anyTextLike, mutatedText } from '../inputs/mutated-text.ts';
import { nastyText } from '../inputs/nasty-text.ts';
import { keptState, type Tables } from '../kept-state.ts';
import { soundRules } from '../sound-rows.ts';
import { type Promised, type Target, target } from '../target.ts';

type ImportFile = {
  text: string | Uint8Array;
  dryRun: boolean;
  /** Addresses of lines that nothing is wrong with, beside at most one that is. */
  good: readonly string[];
  /** How many lines have something in them, where that can be told. */
  lines?: number;
};

type Imported = {
  counts: ImportCounts | undefined;
  refused: readonly RefusedLine[];
  /** Why nothing of the file was taken. */
  unreadable: string | undefined;
  before: Tables;
  wrote: Tables;
};

const READERS = 3;
const goodAddress = (index: number) => `good${index}@readers.org`;

const promises: readonly Promised<ImportFile, Imported>[] = [
  {
    words: 'a file that is refused writes nothing, and so does a dry run',
    broken({ wrote, unreadable }, { dryRun }) {
      return wrote.size > 0 && (dryRun || unreadable !== undefined) ? `wrote ${[...wrote.keys()]}` : undefined;
    },
  },
  {
    words: 'every line that nothing is wrong with is taken',
    broken({ wrote, unreadable }, { good, dryRun, lines }) {
      if (dryRun || good.length === 0) return undefined;
      if (unreadable !== undefined) return lines === undefined ? undefined : `the file ${unreadable}`;
      const keys = new Set(wrote.get('subscribers')?.map(({ address_key }) => address_key));
      const lost = good.find((address) => !keys.has(address));
      return lost && `${lost} is not on the list`;
    },
  },
  {
    words: 'every line is counted once, and every refused one named once',
    broken({ counts, refused }, { lines }) {
      if (!counts) return undefined;
      const sum = counts.added + counts.ended + counts.unchanged + counts.refused;
      const named = new Set(refused.map(({ line }) => line)).size;
      if (named !== counts.refused) return `${counts.refused} refused, ${named} named`;
      return lines === undefined || lines === sum ? undefined : `${lines} lines, ${JSON.stringify(counts)}`;
    },
  },
  {
    words: 'what is counted as added is what was added',
    broken({ counts, wrote, before }, { dryRun }) {
      const now = (wrote.get('subscribers') ?? before.get('subscribers') ?? []).length;
      return counts && !dryRun && now - READERS !== counts.added ? `${now - READERS}, not ${counts.added}` : undefined;
    },
  },
  ...soundRules.map(
    ({ words, broken }): Promised<ImportFile, Imported> => ({
      words,
      broken: ({ wrote, before }) => broken(wrote, before),
    }),
  ),
];

async function anImporter(ending: 'csv' | 'json') {
  const place = await mkdtemp(join(tmpdir(), 'verdicts-fuzz-'));
  const path = join(place, `readers.${ending}`);
  const store = await aStore();
  await addReaders(store, READERS);
  const kept = await keptState(store);
  const defaults = { consentSource: undefined, consentAt: undefined };
  return {
    async hit({ text, dryRun }: ImportFile): Promise<Imported> {
      await writeFile(path, text);
      const refused: RefusedLine[] = [];
      const refuse = (line: RefusedLine) => void refused.push(line);
      const happened = { refused, before: kept.before };
      try {
        const counts = await importSubscribers(store, path, { defaults, dryRun, secrets: [SECRET], now: NOW, refuse });
        return { ...happened, counts, unreadable: undefined, wrote: await kept.changes() };
      } catch (error) {
        if (!(error instanceof UnreadableFile)) throw error;
        return { ...happened, counts: undefined, unreadable: error.message, wrote: await kept.changes() };
      } finally {
        await kept.putBack();
      }
    },
    async close() {
      await store.destroy();
      await rm(place, { recursive: true });
    },
  };
}

function importTarget(ending: 'csv' | 'json', weight: number, inputs: fc.Arbitrary<ImportFile>): Target {
  return target({ name: `${ending}-imports`, weight, inputs, promises, open: () => anImporter(ending) });
}

const dryRun = fc.constantFrom(false, false, false, true);

const goodLine = (index: number, delimiter: string) =>
  [goodAddress(index), 'Ada', 'fair', '2026-05-01T10:00:00Z'].join(delimiter);

/** Up to six good lines with one bad one among them. */
const oneBadLine: fc.Arbitrary<ImportFile> = fc
  .record({
    dryRun,
    delimiter: fc.constantFrom(',', ';', '\t'),
    end: fc.constantFrom('\n', '\r\n'),
    goods: fc.nat({ max: 6 }),
    at: fc.nat({ max: 6 }),
    bad: fc.oneof(nastyText, mutatedText(fc.constant(goodLine(99, ','))), mutatedText(fc.constant('"a;b";"c"'))),
  })
  .map(({ delimiter, end, goods, at, bad, dryRun }) => {
    const header = ['email', 'name', 'consent_source', 'consent_at'].join(delimiter);
    const numbers = Array.from({ length: goods }, (_, index) => index);
    // A line ends where a line ends.
    const oneLine = bad.replaceAll('\n', ' ').replace(/\r$/, '');
    const lines = numbers.map((index) => goodLine(index, delimiter)).toSpliced(at, 0, oneLine);
    return {
      dryRun,
      text: [header, ...lines].join(end),
      good: numbers.map(goodAddress),
      lines: goods + (oneLine.trim() === '' ? 0 : 1),
    };
  });

const COLUMNS = Object.keys(importSchema.shape);
const OF_READER: Readonly<Record<string, string>> = {
  name: 'Ada',
  status: 'unsubscribed',
  status_reason: 'page',
  consent_source: 'fair',
  consent_at: '2026-05-01T10:00:00Z',
  status_changed_at: '2026-05-01T10:00:00+02:00',
  paused_until: '2026-12-01',
};
const aRecord = (email: string): Record<string, string> =>
  Object.fromEntries(COLUMNS.map((name) => [name, name === 'email' ? email : (OF_READER[name] ?? '')]));

const records = ['delivered+reader1@resend.dev', 'delivered+reader2@resend.dev', goodAddress(1)].map(aRecord);
const exported = [COLUMNS, ...records.map((record) => Object.values(record))]
  .map((cells) => cells.join(','))
  .join('\n');

const anyFile: fc.Arbitrary<ImportFile> = fc.record({
  dryRun,
  text: fc.oneof(
    {
      weight: 9,
      arbitrary: anyTextLike(fc.constantFrom(exported, exported.replaceAll(',', '\t').replaceAll('\n', '\r\n'))),
    },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }) },
  ),
  good: fc.constant([]),
});

/** Lists of readers as spreadsheets and other programs write them. */
export const csvImports = importTarget('csv', 40, fc.oneof(oneBadLine, anyFile));

const entry = (index: number) => ({ ...aRecord(goodAddress(index)), status: 'active' });

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const oneBadEntry: fc.Arbitrary<ImportFile> = fc
  .record({
    dryRun,
    goods: fc.nat({ max: 4 }),
    at: fc.nat({ max: 4 }),
    bad: fc.oneof(anyJsonLike(fc.constant(entry(99))), mutatedJson(fc.constant(entry(99)))),
  })
  .map(({ goods, at, bad, dryRun }) => {
    const numbers = Array.from({ length: goods }, (_, index) => index);
    const entries = numbers.map((index) => JSON.stringify(entry(index))).toSpliced(at, 0, bad);
    const file = { dryRun, text: `[${entries.join(',\n')}]`, good: numbers.map(goodAddress) };
    return isJson(bad) ? { ...file, lines: goods + 1 } : file;
  });

const anyJsonFile: fc.Arbitrary<ImportFile> = fc.record({
  dryRun,
  text: fc.oneof(anyJsonLike(fc.constant(records)), fc.uint8Array({ maxLength: 30 })),
  good: fc.constant([]),
});

/** The same as JSON. */
export const jsonImports = importTarget('json', 20, fc.oneof(oneBadEntry, anyJsonFile));
