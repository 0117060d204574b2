import { CompiledQuery, type KyselyPlugin, type RootOperationNode, sql } from 'kysely';
import { inTransaction } from '#store/in-transaction.ts';
import { isPostgres } from '#store/is-postgres.ts';
import type { Store } from '#store/open-store.ts';

/** The same database, with what is asked of it written down. */
export function listeningTo(store: Store): { store: Store; asked: RootOperationNode[] } {
  const asked: RootOperationNode[] = [];
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      asked.push(node);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return { store: store.withPlugin(plugin), asked };
}

/** What PostgreSQL is told to leave, as it has only few rows here: to read a table whole, and to join as if it had. */
const WAYS_FOR_FEW_ROWS = ['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin'];

/** How the database would go about a question. */
export async function planOf(store: Store, node: RootOperationNode): Promise<string> {
  const { sql: text, parameters } = store.getExecutor().compileQuery(node, { queryId: 'plan' });
  const explain = isPostgres(store) ? 'explain' : 'explain query plan';
  return inTransaction(store, async (transaction) => {
    if (isPostgres(store))
      for (const way of WAYS_FOR_FEW_ROWS) await sql`set local ${sql.raw(way)} = off`.execute(transaction);
    const query = CompiledQuery.raw(`${explain} ${text}`, [...parameters]);
    const { rows } = await transaction.executeQuery<Record<string, unknown>>(query);
    return rows.map((row) => row['QUERY PLAN'] ?? row.detail).join('\n');
  });
}

/** How the database would go about all that is asked of it while something is done. */
export async function plansOf(store: Store, work: (heard: Store) => Promise<unknown>): Promise<string[]> {
  const { store: heard, asked } = listeningTo(store);
  await work(heard);
  const plans: string[] = [];
  for (const node of asked) plans.push(await planOf(store, node));
  return plans;
}

const GROWING = ['deliveries', 'batches', 'provider_events', 'subscribers'];

/** SQLite names a table by its alias; what it goes through from end to end is either a table of ours, or made on the way. */
const MADE_ON_THE_WAY = /^(json_each|CONSTANT ROW|reacted|numbered|\(subquery-\d+\))/;

function wholeOnSqlite(line: string): boolean {
  const scanned = /^SCAN (.*)/.exec(line)?.[1];
  return scanned !== undefined && !MADE_ON_THE_WAY.test(scanned);
}

/** An index that is gone through without a condition is a table read whole. */
function wholeOnPostgres(line: string, next: string | undefined): boolean {
  const [, kind, on = ''] = /(Seq|Index|Index Only|Bitmap Index) Scan\b.* on (\w+)/.exec(line) ?? [];
  // A bitmap is made of an index, by its own name, and of ours all others are read by their tables.
  const isOurs = kind === 'Bitmap Index' || GROWING.includes(on);
  return kind !== undefined && isOurs && !/^\s*Index Cond: /.test(next ?? '');
}

/** The steps of a plan that read a table that grows from its first row to its last, by itself or by an index. */
export function readsWhole(plan: string): string[] {
  const lines = plan.split('\n');
  return lines.filter((line, index) => wholeOnSqlite(line) || wholeOnPostgres(line, lines[index + 1]));
}
