import type { BackupResult } from '#store/back-up-store.ts';
import { isPostgresUrl } from '#store/open-store.ts';
import type { TableSum } from '#store/table-sum.ts';
import type { ExitCode } from './exit-code.ts';
import type { Output } from './output.ts';

/** The two databases by their names, never by addresses that hold a password. */
type Names = { from: string; to: string };

type Told<Kind extends BackupResult['kind']> = Extract<BackupResult, { kind: Kind }>;

const TEXTS_SHOWN_MOST = 20;

function showSums({ say }: Output, sums: readonly TableSum[]): void {
  const width = Math.max(...sums.map(({ table }) => table.length));
  say(`${'table'.padEnd(width)}  ${'rows'.padStart(10)}  hash`);
  for (const { table, rows, hash } of sums) say(`${table.padEnd(width)}  ${String(rows).padStart(10)}  ${hash}`);
}

function listOf(tables: readonly { table: string; rows: number }[]): string {
  return tables.map(({ table, rows }) => `${table} (${rows})`).join(', ');
}

/** What each outcome is in words, and its exit code. */
const TELL: { [Kind in BackupResult['kind']]: (output: Output, names: Names, result: Told<Kind>) => ExitCode } = {
  copied(output, { from, to }, { tables }) {
    showSums(output, tables);
    output.say(`${to} has every row of ${from}: counts and hashes are the same on both sides`);
    return 0;
  },
  sending({ say }, { from, to }, { issues }) {
    say(
      `${issues.join(', ')} is sending, and both databases could send the rest: nothing is copied. A pause does not suffice. Finish it ("verdicts send --week ${issues[0]}") or stop in the studio what has not left, then copy.`,
    );
    if (!isPostgresUrl(from))
      say(
        `If ${from} is a backup made while it was sending: run it as it is, with DATABASE_URL=${from}, finish it there, then copy to ${to}.`,
      );
    return 1;
  },
  'not-empty'({ say }, { to }, { tables }) {
    say(`${to} is not empty, nothing is copied: it has rows in ${listOf(tables)}. Name a new one, or empty it.`);
    return 2;
  },
  unstorable({ say }, { to }, { texts }) {
    for (const { table, row, column } of texts.slice(0, TEXTS_SHOWN_MOST))
      say(`${table} ${JSON.stringify(row)}: ${column} has the character U+0000, which PostgreSQL cannot hold`);
    if (texts.length > TEXTS_SHOWN_MOST) say(`and ${texts.length - TEXTS_SHOWN_MOST} more`);
    say(`nothing is copied, ${to} is empty: write these texts without it, then copy again`);
    return 1;
  },
  different({ say }, { from, to }, { tables }) {
    for (const { table, source, target } of tables) {
      const what = source.rows === target.rows ? 'the same number of rows, another hash' : 'another number of rows';
      say(
        `${table} has ${what}: ${source.rows} and ${source.hash} in ${from}, ${target.rows} and ${target.hash} in ${to}`,
      );
    }
    say(`nothing is copied, ${to} is empty`);
    return 1;
  },
  stopped({ say }) {
    say('stopped by hand: nothing is copied');
    return 1;
  },
  exists({ say }, _, { path }) {
    say(`${path} is there already, and no backup is written over it: name another file`);
    return 2;
  },
};

/** Says what came of copying a database and ends with the exit code that fits. */
export function showCopyResult(output: Output, names: Names, result: BackupResult): ExitCode {
  output.result({ ...names, ...result });
  const tell = TELL[result.kind] as (output: Output, names: Names, result: BackupResult) => ExitCode;
  return tell(output, names, result);
}
