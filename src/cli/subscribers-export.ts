import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { importSchema } from '#subscribers/import-plan.ts';
import { allSubscribers } from '#subscribers/subscriber-queries.ts';
import type { App } from '../app.ts';
import type { ExitCode } from './exit-code.ts';
import { withApp } from './with-app.ts';

/** An export is what an import reads: the same columns, so that it imports again to the same state. */
const COLUMNS = Object.keys(importSchema.shape);

async function* exportedRows(app: App): AsyncGenerator<Record<string, unknown>> {
  for await (const { address, ...subscriber } of allSubscribers(app.store)) {
    const row: Record<string, unknown> = { ...subscriber, email: address };
    yield Object.fromEntries(COLUMNS.map((column) => [column, row[column]]));
  }
}

async function* asJson(rows: AsyncIterable<object>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const row of rows) {
    yield `${before}${JSON.stringify(row)}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

export function subscribersExport(options: { json?: boolean }): Promise<ExitCode> {
  return withApp(async (app) => {
    const rows = exportedRows(app);
    // A cell that begins like a formula would be run by a spreadsheet; the import takes the escape back.
    const csv = stringify({ header: true, columns: COLUMNS, escape_formulas: true });
    if (options.json) await pipeline(asJson(rows), process.stdout, { end: false });
    else await pipeline(rows, csv, process.stdout, { end: false });
    return 0;
  });
}
