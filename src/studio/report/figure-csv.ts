import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { allBehind, type FigureName } from '#delivery/figure-queries.ts';
import type { Store } from '#store/open-store.ts';

const COLUMNS = ['address', 'status now', 'outcome', 'event', 'problem', 'when'];

async function* rows(store: Store, issueId: number, figure: FigureName): AsyncGenerator<(string | null)[]> {
  for await (const { address, status, outcome, event, problem, happenedAt } of allBehind(store, issueId, figure))
    yield [address ?? '(erased)', status, outcome ?? 'waiting', event, problem, happenedAt];
}

/** The readers behind a figure as CSV, written while it is read: there may be a million. */
export function figureCsv(store: Store, issueId: number, figure: FigureName): ReadableStream {
  // A cell that begins like a formula would be run by a spreadsheet.
  const csv = stringify({ header: true, columns: COLUMNS, escape_formulas: true });
  // What goes wrong while reading breaks off what is sent, so that half a list does not look like a whole one.
  pipeline(Readable.from(rows(store, issueId, figure)), csv, () => undefined);
  return Readable.toWeb(csv) as ReadableStream;
}
