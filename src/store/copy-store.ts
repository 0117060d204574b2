import { setImmediate as letOthersGoFirst } from 'node:timers/promises';
import { COPIED_TABLES, type CopiedTable } from './copied-tables.ts';
import { countRows, insertRows, namesOfSendingIssues, pagesOf, type Row } from './copy-queries.ts';
import { inSnapshot } from './in-snapshot.ts';
import { inTransaction } from './in-transaction.ts';
import { isPostgres } from './is-postgres.ts';
import { goOnAfter, lastNumberOf } from './number-queries.ts';
import type { Store } from './open-store.ts';
import { openTableSum, type TableSum } from './table-sum.ts';
import { type TextWithNul, textsWithNul } from './texts-with-nul.ts';

export type CopyProgress = { step: 'copied' | 'checked'; done: number; total: number };

export type CopyPorts = {
  /** A backup is made at any time. A database that another takes the place of would send the rest a second time. */
  evenWhileSending: boolean;
  report(progress: CopyProgress): void;
  stop: AbortSignal;
};

export type Difference = { table: string; source: TableSum; target: TableSum };

/** What came of a copy. The target has all rows after `copied`, and none of them after anything else. */
export type CopyResult =
  | { kind: 'copied'; tables: TableSum[] }
  | { kind: 'sending'; issues: string[] }
  | { kind: 'not-empty'; tables: RowCount[] }
  | { kind: 'unstorable'; texts: TextWithNul[] }
  | { kind: 'different'; tables: Difference[] }
  | { kind: 'stopped' };

type RowCount = { table: string; rows: number };

type Visit = (copied: CopiedTable, page: readonly Row[]) => Promise<void>;

/** Ends the transaction on the target without keeping any of it. */
class TakeBack extends Error {
  readonly result: CopyResult;

  constructor(result: CopyResult) {
    super(result.kind);
    this.result = result;
  }
}

async function countAll(store: Store): Promise<RowCount[]> {
  const counts: RowCount[] = [];
  for (const { table } of COPIED_TABLES) counts.push({ table, rows: await countRows(store, table) });
  return counts;
}

/** Reads every row, page by page, and adds up what it read. */
async function readAll(store: Store, visit: Visit, advance: (rows: number) => Promise<void>): Promise<TableSum[]> {
  const sums: TableSum[] = [];
  for (const copied of COPIED_TABLES) {
    const sum = openTableSum(copied.table);
    for await (const page of pagesOf(store, copied)) {
      await visit(copied, page);
      sum.add(page);
      await advance(page.length);
    }
    sums.push(sum.end());
  }
  return sums;
}

/** Writes what it visits; once a text cannot be written it only looks for more of them. */
function writeInto(target: Store): { visit: Visit; texts: TextWithNul[] } {
  const texts: TextWithNul[] = [];
  return {
    texts,
    async visit(copied, page) {
      if (isPostgres(target)) texts.push(...textsWithNul(copied, page));
      if (texts.length === 0) await insertRows(target, copied.table, page);
    },
  };
}

/** Tells how far it is, and whether it is to stop. */
function advanceOf(step: CopyProgress['step'], total: number, { report, stop }: CopyPorts) {
  let done = 0;
  return async (rows: number) => {
    done += rows;
    report({ step, done, total });
    // SQLite answers at once: without a pause nobody else in the process has a turn, nor has a signal.
    await letOthersGoFirst();
    if (stop.aborted) throw new TakeBack({ kind: 'stopped' });
  };
}

function differencesBetween(source: readonly TableSum[], target: readonly TableSum[]): Difference[] {
  return source.flatMap((sum, index) => {
    const other = target[index] ?? { ...sum, rows: 0 };
    return sum.rows === other.rows && sum.hash === other.hash ? [] : [{ table: sum.table, source: sum, target: other }];
  });
}

async function copyInto(target: Store, source: Store, ports: CopyPorts): Promise<CopyResult> {
  const issues = ports.evenWhileSending ? [] : await namesOfSendingIssues(source);
  if (issues.length > 0) return { kind: 'sending', issues };
  const inTheWay = (await countAll(target)).filter(({ rows }) => rows > 0);
  if (inTheWay.length > 0) return { kind: 'not-empty', tables: inTheWay };
  const counts = await countAll(source);
  const total = counts.reduce((sum, { rows }) => sum + rows, 0);
  const { visit, texts } = writeInto(target);
  const read = await readAll(source, visit, advanceOf('copied', total, ports));
  if (texts.length > 0) throw new TakeBack({ kind: 'unstorable', texts });
  const written = await readAll(target, async () => undefined, advanceOf('checked', total, ports));
  // Counted by the database itself: a row that the reading missed is a difference, too.
  const tables = read.map((sum, index) => ({ ...sum, rows: counts[index]?.rows ?? 0 }));
  const differences = differencesBetween(tables, written);
  if (differences.length > 0) throw new TakeBack({ kind: 'different', tables: differences });
  for (const { table, isNumbered } of COPIED_TABLES)
    if (isNumbered) await goOnAfter(target, table, await lastNumberOf(source, table));
  return { kind: 'copied', tables };
}

/**
 * Copies one moment of a database into an empty one, of either kind, in one transaction, and compares both before it
 * commits. What is copied and what is not is listed in copied-tables.ts.
 */
export async function copyStore(source: Store, target: Store, ports: CopyPorts): Promise<CopyResult> {
  try {
    return await inSnapshot(source, (snapshot) =>
      inTransaction(target, (transaction) => copyInto(transaction, snapshot, ports), 'read committed'),
    );
  } catch (error) {
    if (error instanceof TakeBack) return error.result;
    throw error;
  }
}
