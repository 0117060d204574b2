import { sql } from 'kysely';
import type { Store } from '#store/open-store.ts';

export type Row = Readonly<Record<string, unknown>>;
/** Everything a database holds, by table. */
export type Tables = ReadonlyMap<string, readonly Row[]>;

/** A database in memory as it was, to compare with and to come back to. */
export type KeptState = {
  before: Tables;
  /** The tables that are not as they were. */
  changes(): Promise<Map<string, readonly Row[]>>;
  putBack(): Promise<void>;
};

async function tableNames(store: Store): Promise<string[]> {
  const { rows } = await sql<{
    name: string;
  }>`select name from sqlite_master where type = 'table' and name not like 'kysely%' order by name`.execute(store);
  return rows.map(({ name }) => name);
}

async function rowsOf(store: Store, table: string): Promise<Row[]> {
  return (await sql<Row>`select * from ${sql.table(table)} order by rowid`.execute(store)).rows;
}

/** Rows written since the database was opened, by SQLite's own count: while it stands still, nothing has changed. */
async function rowsWritten(store: Store): Promise<number> {
  const { rows } = await sql<{ n: number }>`select total_changes() as n`.execute(store);
  return rows[0]?.n ?? 0;
}

async function replaceRows(store: Store, table: string, rows: readonly Row[]): Promise<void> {
  await sql`delete from ${sql.table(table)}`.execute(store);
  for (const row of rows) {
    const names = Object.keys(row).map((name) => sql.ref(name));
    const values = Object.values(row).map((cell) => sql`${cell}`);
    await sql`insert into ${sql.table(table)} (${sql.join(names)}) values (${sql.join(values)})`.execute(store);
  }
}

/** Keeps what a SQLite database in memory holds now, numbers of rows to come included. */
export async function keptState(store: Store): Promise<KeptState> {
  const names = await tableNames(store);
  const read = async () =>
    new Map(await Promise.all(names.map(async (name) => [name, await rowsOf(store, name)] as const)));
  const before = await read();
  const texts = new Map([...before].map(([name, rows]) => [name, JSON.stringify(rows)]));
  let written = await rowsWritten(store);
  return {
    before,
    async changes() {
      if ((await rowsWritten(store)) === written) return new Map();
      return new Map([...(await read())].filter(([name, rows]) => JSON.stringify(rows) !== texts.get(name)));
    },
    async putBack() {
      if ((await rowsWritten(store)) === written) return;
      await sql`pragma foreign_keys = off`.execute(store);
      for (const [name, rows] of await read())
        if (JSON.stringify(rows) !== texts.get(name)) await replaceRows(store, name, before.get(name) ?? []);
      await sql`pragma foreign_keys = on`.execute(store);
      written = await rowsWritten(store);
    },
  };
}
