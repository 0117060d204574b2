import fc from 'fast-check';
import type { z } from 'zod';
import { categoriesSchema } from '#catalog/categories.ts';
import { type Fault, formatFault } from '#catalog/fault.ts';
import { parseJsonDocument } from '#catalog/json-document.ts';
import { pairingSchema } from '#catalog/pairing.ts';
import { reviewSchema } from '#catalog/review.ts';
import { panelSchema } from '#catalog/reviewer.ts';
import { schemaFaults } from '#catalog/schema-faults.ts';
import { toolSchema } from '#catalog/tool.ts';
import { soundFiles } from '../../catalog/data-folder.ts';
import { anyJsonLike } from '../inputs/mutated-json.ts';
import { target } from '../target.ts';

const SOUND = Object.entries(soundFiles());

/** The files of a kind, by the beginning of their names. */
const KINDS: Readonly<Record<string, z.ZodType>> = {
  categories: categoriesSchema,
  panel: panelSchema,
  tools: toolSchema,
  reviews: reviewSchema,
  pairings: pairingSchema,
};

type DataDocument = { kind: string; text: string };

const inputs: fc.Arbitrary<DataDocument> = fc.constantFrom(...Object.keys(KINDS)).chain((kind) => {
  const sound = SOUND.filter(([file]) => file.startsWith(kind)).map(([, text]) => JSON.parse(text) as unknown);
  const withMore = sound.map((document) => ({
    ...(document as object),
    ...(kind === 'pairings' ? { angle: 'Why these two', call: { ship: 'both', reason: 'for two jobs.' } } : {}),
  }));
  return anyJsonLike(fc.constantFrom(...sound, ...withMore)).map((text) => ({ kind, text }));
});

type Read = { faults: readonly Fault[]; isSound: boolean };

function read({ kind, text }: DataDocument): Read {
  const { document, faults } = parseJsonDocument(`data/${kind}.json`, text);
  if (!document) return { faults, isSound: false };
  const schema = KINDS[kind] ?? toolSchema;
  const parsed = schema.safeParse(document.value);
  return { faults: parsed.success ? [] : schemaFaults(document, parsed.error.issues, schema), isSound: parsed.success };
}

/** Where there is no such place in a text. */
function noSuchPlace(text: string, { line, column }: Fault): boolean {
  const lines = text.split('\n');
  return !(line >= 1 && line <= lines.length && column >= 1 && column <= (lines[line - 1] ?? '').length + 1);
}

/** What editors write, file by file. */
export const dataDocuments = target<DataDocument, Read>({
  name: 'data-documents',
  weight: 150,
  inputs,
  open: async () => ({ hit: read }),
  promises: [
    {
      words: 'a file is sound or has a fault',
      broken: ({ faults, isSound }) => (isSound === (faults.length === 0) ? undefined : `${faults.length} faults`),
    },
    {
      words: 'each fault has its place in the file and its reason',
      broken({ faults }, { text }) {
        const lost = faults.find((fault) => noSuchPlace(text, fault) || fault.problem.trim() === '');
        return lost && JSON.stringify(lost).slice(0, 500);
      },
    },
    {
      words: 'a fault is one line',
      broken: ({ faults }) => faults.map(formatFault).find((line) => /\p{Cc}/u.test(line)),
    },
  ],
});
