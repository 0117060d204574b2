import { stringify } from 'csv-stringify';
import { allSubscribers } from '#subscribers/subscriber-queries.ts';
import type { ExitCode } from './exit-code.ts';
import { withApp } from './with-app.ts';

const COLUMNS = ['email', 'name', 'status', 'consent_source', 'consent_at'];

export function subscribersExport(options: { json?: boolean }): Promise<ExitCode> {
  return withApp(async (app) => {
    const csv = stringify({ header: true, columns: COLUMNS, escape_formulas: true });
    if (!options.json) csv.pipe(process.stdout);
    const rows: Record<string, string | null>[] = [];
    for await (const { address, name, status, consent_source, consent_at } of allSubscribers(app.store)) {
      const row = { email: address, name, status, consent_source, consent_at };
      if (options.json) rows.push(row);
      else csv.write(row);
    }
    csv.end();
    if (options.json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    return 0;
  });
}
