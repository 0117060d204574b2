import { type Kysely, sql } from 'kysely';

/**
 * Makes every text column of a PostgreSQL database compare and sort by bytes, as SQLite's do: names of issues, instants and
 * addresses are compared in queries, and a language's order puts `2026-W47-special-1` elsewhere than bytes do.
 */
export async function sortByBytes(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ table_name: string; column_name: string }>`
    select table_name, column_name from information_schema.columns
    where table_schema = current_schema() and data_type = 'text' and collation_name is distinct from 'C'
    order by table_name, ordinal_position`.execute(db);
  for (const { table_name, column_name } of rows)
    await sql`alter table ${sql.table(table_name)}
      alter column ${sql.ref(column_name)} type text collate "C"`.execute(db);
}
