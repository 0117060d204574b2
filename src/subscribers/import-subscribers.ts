import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import type { Store } from '#store/open-store.ts';
import { erasedAddressHash } from './erased-address.ts';
import {
  type ImportDefaults,
  type ImportLine,
  type ParsedLine,
  parseImportLine,
  planImport,
  type RefusedLine,
} from './import-plan.ts';
import { erasedHashes, findSubscribers, insertActiveSubscribers } from './subscriber-queries.ts';

const LINES_AT_ONCE = 500;

export type ImportReport = { added: number; unchanged: number; refused: RefusedLine[] };

type ImportOptions = { defaults: ImportDefaults; dryRun: boolean; secret: string; now: Date };

async function* readCsv(path: string): AsyncGenerator<ImportLine> {
  const parser = parse({
    columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
    bom: true,
    info: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
  });
  createReadStream(path)
    .on('error', (error) => parser.destroy(error))
    .pipe(parser);
  for await (const { record, info } of parser as AsyncIterable<{
    record: Record<string, string>;
    info: { lines: number };
  }>) {
    yield { line: info.lines, record };
  }
}

async function importPart(store: Store, lines: readonly ParsedLine[], { secret, dryRun, now }: ImportOptions) {
  const addresses = lines.map(({ reader }) => reader.address);
  const hashes = await erasedHashes(
    store,
    addresses.map((address) => erasedAddressHash(secret, address)),
  );
  const subscribers = await findSubscribers(store, addresses);
  const plan = planImport(lines, {
    subscribers,
    isErased: (address) => hashes.has(erasedAddressHash(secret, address)),
  });
  if (!dryRun) await insertActiveSubscribers(store, plan.add, now.toISOString());
  return plan;
}

/** Imports a CSV file with the columns email, name, consent_source, consent_at. A bad line costs one line; a dry run writes nothing. */
export async function importSubscribers(store: Store, path: string, options: ImportOptions): Promise<ImportReport> {
  const report: ImportReport = { added: 0, unchanged: 0, refused: [] };
  let part: ParsedLine[] = [];
  const flush = async () => {
    const plan = await importPart(store, part, options);
    report.added += plan.add.length;
    report.unchanged += plan.unchanged.length;
    report.refused.push(...plan.refused);
    part = [];
  };
  for await (const line of readCsv(path)) {
    const parsed = parseImportLine(line, options.defaults);
    if ('problem' in parsed) report.refused.push(parsed);
    else part.push(parsed);
    if (part.length === LINES_AT_ONCE) await flush();
  }
  await flush();
  return report;
}
