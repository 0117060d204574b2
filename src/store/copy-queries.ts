import { type Kysely, sql } from 'kysely';
import type { CopiedTable } from './copied-tables.ts';
import type { Store } from './open-store.ts';

export type Row = Readonly<Record<string, string | number | null>>;

const ROWS_A_PAGE = 1000;

/** What SQLite takes in one statement; PostgreSQL takes twice as many. */
const PARAMETERS_MOST = 32_766;

/** The same database, whose tables are named at run time. */
function withAnyTable(store: Store): Kysely<Record<string, Row>> {
  return store as unknown as Kysely<Record<string, Row>>;
}

function rowsAfter(store: Store, { table, key, inOnePage }: CopiedTable, last: Row | undefined): Promise<Row[]> {
  let query = withAnyTable(store).selectFrom(table).selectAll();
  for (const column of key) query = query.orderBy(column);
  if (last) {
    const columns = sql.join(key.map((column) => sql.ref(column)));
    query = query.where(sql<boolean>`(${columns}) > (${sql.join(key.map((column) => last[column]))})`);
  }
  return (inOnePage ? query : query.limit(ROWS_A_PAGE)).execute();
}

/** All rows of a table by its key, a page at a time. */
export async function* pagesOf(store: Store, copied: CopiedTable): AsyncGenerator<Row[]> {
  let page: Row[] = [];
  do {
    page = await rowsAfter(store, copied, page.at(-1));
    if (page.length > 0) yield page;
  } while (page.length === ROWS_A_PAGE && !copied.inOnePage);
}

export async function insertRows(store: Store, table: string, rows: readonly Row[]): Promise<void> {
  const rowsAtOnce = Math.floor(PARAMETERS_MOST / Object.keys(rows[0] ?? {}).length);
  for (let start = 0; start < rows.length; start += rowsAtOnce)
    await withAnyTable(store)
      .insertInto(table)
      .values(rows.slice(start, start + rowsAtOnce))
      .execute();
}

export async function countRows(store: Store, table: string): Promise<number> {
  const query = withAnyTable(store)
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('count'));
  return Number((await query.executeTakeFirstOrThrow()).count);
}

export async function namesOfSendingIssues(store: Store): Promise<string[]> {
  const rows = await store.selectFrom('issues').select('name').where('state', '=', 'sending').orderBy('name').execute();
  return rows.map(({ name }) => name);
}
