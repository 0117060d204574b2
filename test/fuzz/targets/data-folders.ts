import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import fc from 'fast-check';
import type { Catalog } from '#catalog/catalog.ts';
import { type CatalogReading, readCatalog } from '#catalog/read-catalog.ts';
import { soundFiles } from '../../catalog/data-folder.ts';
import { anyJsonLike } from '../inputs/mutated-json.ts';
import { target } from '../target.ts';

const SOUND = soundFiles();

/** A file of the sound folder that something happened to, or one that should not be there. */
type Change = { file: string; content: string | Uint8Array };

const files = fc.constantFrom(
  'categories.json',
  'panel.json',
  'tools/delta.json',
  'tools/alpha.json',
  'tools/epsilon.json',
  'tools/deep/er/alpha.json',
  'reviews/alpha/builder.json',
  'reviews/delta/builder.json',
  'reviews/alpha.json',
  'pairings/alpha-vs-beta.json',
  'pairings/beta-vs-alpha.json',
  'pairings/gamma-vs-delta.json',
  'pairings/notes.txt',
);

/** What sound files of its kind hold. */
function sample(file: string): unknown[] {
  const kind = file.split('/')[0];
  const alike = Object.entries(SOUND).filter(([name]) => name.split('/')[0] === kind);
  return alike.map(([, text]) => JSON.parse(text));
}

const inputs: fc.Arbitrary<Change> = files.chain((file) =>
  fc.record({
    file: fc.constant(file),
    content: fc.oneof(
      { weight: 9, arbitrary: anyJsonLike(fc.constantFrom(...sample(file))) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 30 }) },
    ),
  }),
);

/** What stands in a catalog, by the files it came from. */
function filesOf({ tools, reviews, pairings }: Catalog): Set<string> {
  return new Set([
    ...[...tools.keys()].map((slug) => `tools/${slug}.json`),
    ...[...reviews.values()].flat().map(({ tool, reviewer }) => `reviews/${tool}/${reviewer}.json`),
    ...pairings.map(({ slug }) => `pairings/${slug}.json`),
  ]);
}

/** What may go with a file, as it cannot stand without it. */
function costs(changed: string, file: string): boolean {
  if (file === changed || !changed.includes('/')) return true;
  const tool = changed.startsWith('tools/') ? basename(changed, '.json') : undefined;
  return tool !== undefined && file.startsWith(`reviews/${tool}/`);
}

/** Writes to one folder after the other input; each finds it sound. */
async function aFolder() {
  const place = await mkdtemp(join(tmpdir(), 'verdicts-fuzz-'));
  const put = async (file: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(place, 'data', file)), { recursive: true });
    await writeFile(join(place, 'data', file), content);
  };
  for (const [file, text] of Object.entries(SOUND)) await put(file, text);
  return {
    async hit({ file, content }: Change): Promise<CatalogReading> {
      await put(file, content);
      try {
        return await readCatalog(join(place, 'data'));
      } finally {
        const sound = SOUND[file];
        if (sound === undefined) await rm(join(place, 'data', file));
        else await put(file, sound);
      }
    },
    close: () => rm(place, { recursive: true }),
  };
}

/** The folder of what editors write, with one file that is not as it should be. */
export const dataFolders = target<Change, CatalogReading>({
  name: 'data-folders',
  weight: 20,
  inputs,
  open: aFolder,
  promises: [
    {
      words: 'the other files still load',
      broken({ catalog }, { file: changed }) {
        const loaded = filesOf(catalog);
        return Object.keys(SOUND).find((file) => file.includes('/') && !costs(changed, file) && !loaded.has(file));
      },
    },
    {
      words: 'each fault names a file that is there, a line and a column',
      broken({ faults }, { file: changed }) {
        const lost = faults.find(
          ({ file, line, column }) =>
            !(file.slice('data/'.length) in { ...SOUND, [changed]: 1 }) || !(line >= 1) || !(column >= 1),
        );
        return lost && JSON.stringify(lost);
      },
    },
    {
      words: 'a file that is not in the catalog has a fault, or one that it depends on has',
      broken({ catalog, faults }) {
        const loaded = filesOf(catalog);
        const lost = Object.keys(SOUND).filter((file) => file.includes('/') && !loaded.has(file));
        return faults.length === 0 ? lost[0] : undefined;
      },
    },
  ],
});
