import { basename } from 'node:path';
import type { z } from 'zod';
import type { Catalog } from './catalog.ts';
import { categoriesSchema } from './categories.ts';
import { listDataFiles, readDataFile } from './data-files.ts';
import type { Fault } from './fault.ts';
import { type Pairing, pairingSchema, pairingSlug } from './pairing.ts';
import { type Entries, type Entry, referenceRules } from './reference-rules.ts';
import { type Review, reviewSchema } from './review.ts';
import { type Panel, panelSchema } from './reviewer.ts';
import { schemaFaults } from './schema-faults.ts';
import { type Tool, toolSchema } from './tool.ts';

/** The catalog made of everything without a fault, and every fault there is. */
export type CatalogReading = { catalog: Catalog; faults: readonly Fault[] };

type FileReading<Value> = { entries: Entry<Value>[]; faults: Fault[] };

async function readFiles<Schema extends z.ZodType>(
  dataDir: string,
  files: string[],
  schema: Schema,
): Promise<FileReading<z.output<Schema>>> {
  const result: FileReading<z.output<Schema>> = { entries: [], faults: [] };
  // All at once: in a process that is busy with something else, each file by itself would wait for its turn.
  for (const { document, faults } of await Promise.all(files.map((file) => readDataFile(dataDir, file)))) {
    result.faults.push(...faults);
    if (!document) continue;
    const parsed = schema.safeParse(document.value);
    if (parsed.success) result.entries.push({ value: parsed.data, document });
    else result.faults.push(...schemaFaults(document, parsed.error.issues, schema));
  }
  return result;
}

async function readEntries(dataDir: string): Promise<{ entries: Entries; faults: Fault[] }> {
  const folder = (name: string) => listDataFiles(dataDir, name);
  const categories = await readFiles(dataDir, ['categories.json'], categoriesSchema);
  const panel = await readFiles(dataDir, ['panel.json'], panelSchema);
  const tools = await readFiles(dataDir, await folder('tools'), toolSchema);
  const reviews = await readFiles(dataDir, await folder('reviews'), reviewSchema);
  const pairings = await readFiles(dataDir, await folder('pairings'), pairingSchema);
  const named = ({ value, document }: Entry<Omit<Pairing, 'slug'>>) => ({
    value: { ...value, slug: pairingSlug(value.tools) },
    document,
  });
  return {
    entries: {
      categories: categories.entries[0]?.value.categories ?? [],
      panel: panel.entries[0]?.value ?? { method: '', reviewers: [] },
      tools: tools.entries,
      reviews: reviews.entries,
      pairings: pairings.entries.map(named),
      faultyTools: new Set(tools.faults.map(({ file }) => basename(file, '.json'))),
    },
    faults: [categories, panel, tools, reviews, pairings].flatMap(({ faults }) => faults),
  };
}

function reviewsByTool(reviews: readonly Review[], panel: Panel): Map<Tool['slug'], Review[]> {
  const order = panel.reviewers.map(({ slug }) => slug);
  return Map.groupBy(
    reviews
      .filter(({ reviewer }) => order.includes(reviewer))
      .toSorted((a, b) => order.indexOf(a.reviewer) - order.indexOf(b.reviewer)),
    ({ tool }) => tool,
  );
}

function bySlug<Value extends { slug: string }>(a: Value, b: Value): number {
  return a.slug < b.slug ? -1 : 1;
}

/** Reads and checks all of the data folder. A file with a fault is left out, and so is what cannot stand without it. */
export async function readCatalog(dataDir: string): Promise<CatalogReading> {
  const { entries, faults } = await readEntries(dataDir);
  const referenceFaults = referenceRules.flatMap((rule) => rule(entries));
  const faulty = new Set(referenceFaults.filter(({ keepsFile }) => !keepsFile).map(({ file }) => file));
  const sound = <Value>(list: readonly Entry<Value>[]) =>
    list.filter(({ document }) => !faulty.has(document.file)).map(({ value }) => value);
  const { panel } = entries;
  return {
    catalog: {
      panel,
      tools: new Map(
        sound(entries.tools)
          .toSorted(bySlug)
          .map((tool) => [tool.slug, tool]),
      ),
      reviews: reviewsByTool(sound(entries.reviews), panel),
      pairings: sound(entries.pairings).toSorted(bySlug),
    },
    faults: [...faults, ...referenceFaults].map(({ file, line, column, path, problem, remedy }) => ({
      file,
      line,
      column,
      path,
      problem,
      ...(remedy === undefined ? {} : { remedy }),
    })),
  };
}
