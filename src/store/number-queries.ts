import { sql } from 'kysely';
import { isPostgres } from './is-postgres.ts';
import type { Store } from './open-store.ts';

function sequenceOf(table: string) {
  return sql`pg_get_serial_sequence(${table}, 'id')`;
}

/** The highest number that a numbered table has given to a row, also to one that is gone since; 0 before the first. */
export async function lastNumberOf(store: Store, table: string): Promise<number> {
  const query = isPostgres(store)
    ? sql<{ last: number | null }>`
        select last_value as last from pg_sequences
        where format('%I.%I', schemaname, sequencename)::regclass = ${sequenceOf(table)}::regclass`
    : sql<{ last: number }>`select seq as last from sqlite_sequence where name = ${table}`;
  return (await query.execute(store)).rows[0]?.last ?? 0;
}

/** Has a table go on after this number. PostgreSQL keeps it even if the transaction is taken back. */
export async function goOnAfter(store: Store, table: string, last: number): Promise<void> {
  if (isPostgres(store)) {
    await sql`select setval(${sequenceOf(table)}, ${Math.max(last, 1)}, ${last > 0})`.execute(store);
    return;
  }
  await sql`delete from sqlite_sequence where name = ${table}`.execute(store);
  await sql`insert into sqlite_sequence (name, seq) values (${table}, ${last})`.execute(store);
}
