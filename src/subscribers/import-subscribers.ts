import { inTransaction } from '#store/in-transaction.ts';
import type { Store } from '#store/open-store.ts';
import type { Address } from './address.ts';
import { erasedAddressHashes } from './erased-address.ts';
import {
  type ImportDefaults,
  type ImportPlan,
  type KnownReaders,
  type ParsedLine,
  parseImportLine,
  planImport,
  type RefusedLine,
} from './import-plan.ts';
import { endImported, findKnownReaders, insertImported } from './import-queries.ts';
import { readImportLines } from './read-import-lines.ts';
import type { Secrets } from './signed-token.ts';
import { erasedHashes, hasErased } from './subscriber-queries.ts';

/** Handed to the database together: the fewer statements, the fewer times it sets aside the pages of an index for each. */
const LINES_AT_ONCE = 5000;

export type ImportCounts = { added: number; ended: number; unchanged: number; refused: number };

export type ImportOptions = {
  defaults: ImportDefaults;
  /** Does everything and takes it back: the counts are those of the real import. */
  dryRun: boolean;
  /** Addresses erased under an earlier secret stay erased. */
  secrets: Secrets;
  now: Date;
  /** Told of every line that was not used, by number within each part. */
  refuse(line: RefusedLine): void;
};

/** Whether an address is one of the erased. Hashing them all takes longer than everything else about a line. */
async function erasedAmong(
  store: Store,
  addresses: readonly Address[],
  secrets: Secrets,
): Promise<KnownReaders['isErased']> {
  if (!(await hasErased(store))) return () => false;
  const hashes = new Map(addresses.map((address) => [address, erasedAddressHashes(secrets, address)]));
  const erased = await erasedHashes(store, [...hashes.values()].flat());
  return (address) => hashes.get(address)?.some((hash) => erased.has(hash)) ?? false;
}

async function planPart(store: Store, lines: readonly ParsedLine[], secrets: Secrets): Promise<ImportPlan> {
  const addresses = lines.map(({ reader }) => reader.email);
  return planImport(lines, {
    subscribers: await findKnownReaders(store, addresses),
    isErased: await erasedAmong(store, addresses, secrets),
  });
}

async function importPart(
  store: Store,
  part: readonly (ParsedLine | RefusedLine)[],
  options: ImportOptions,
  counts: ImportCounts,
): Promise<void> {
  const parsed = part.filter((line) => 'reader' in line);
  const plan = await planPart(store, parsed, options.secrets);
  const now = options.now.toISOString();
  const added = await insertImported(store, plan.add, now);
  await endImported(store, plan.end, now);
  const refused = [...part.filter((line) => 'problem' in line), ...plan.refused].sort((a, b) => a.line - b.line);
  for (const line of refused) options.refuse(line);
  counts.added += added;
  counts.ended += plan.end.length;
  counts.unchanged += plan.unchanged.length + plan.add.length - added;
  counts.refused += refused.length;
}

async function importFile(store: Store, path: string, options: ImportOptions): Promise<ImportCounts> {
  const counts: ImportCounts = { added: 0, ended: 0, unchanged: 0, refused: 0 };
  let part: (ParsedLine | RefusedLine)[] = [];
  for await (const line of readImportLines(path)) {
    part.push('record' in line ? parseImportLine(line, options.defaults) : line);
    if (part.length < LINES_AT_ONCE) continue;
    await importPart(store, part, options, counts);
    part = [];
  }
  await importPart(store, part, options, counts);
  return counts;
}

class TakenBack extends Error {
  readonly counts: ImportCounts;
  constructor(counts: ImportCounts) {
    super('a dry run takes everything back');
    this.counts = counts;
  }
}

/** Imports a CSV or JSON file whole or, when it cannot be read to its end, not at all. A bad line costs one line. */
export async function importSubscribers(store: Store, path: string, options: ImportOptions): Promise<ImportCounts> {
  try {
    const importing = async (transaction: Store) => {
      const counts = await importFile(transaction, path, options);
      if (options.dryRun) throw new TakenBack(counts);
      return counts;
    };
    // Minutes long, and sure of what it read only as far as its statements see to that: nothing would let it commit otherwise.
    return await inTransaction(store, importing, 'read committed');
  } catch (error) {
    if (error instanceof TakenBack) return error.counts;
    throw error;
  }
}
