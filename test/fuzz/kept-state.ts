import { sql } from 'kysely';
import type { Store } from '#store/open-store.ts';

export type Row = Readonly<Record<string, unknown>>;
/** What a database holds, by table. */
export type Tables = ReadonlyMap<string, readonly Row[]>;

/** A database in memory as it was, to compare with and to come back to. */
export type KeptState = {
  before: Tables;
  /** The tables that are not as they were. */
  changes(): Promise<Tables>;
  putBack(): Promise<void>;
};

/** SQLite's own, in which no trigger can stand: the last number of each table. */
const NUMBERS = 'sqlite_sequence';

async function tableNames(store: Store): Promise<string[]> {
  const { rows } = await sql<{
    name: string;
  }>`select name from sqlite_master where type = 'table' and name not like 'kysely%' order by name`.execute(store);
  return rows.map(({ name }) => name);
}

async function rowsOf(store: Store, table: string): Promise<Row[]> {
  return (await sql<Row>`select * from ${sql.table(table)} order by rowid`.execute(store)).rows;
}

async function rowsIn(store: Store, names: readonly string[]): Promise<Map<string, Row[]>> {
  return new Map(await Promise.all(names.map(async (name) => [name, await rowsOf(store, name)] as const)));
}

/** Has each table note when something is written to it, so that only those have to be read again. */
async function watchTables(store: Store, names: readonly string[]): Promise<void> {
  await sql`create temp table touched (name text)`.execute(store);
  for (const name of names.filter((table) => table !== NUMBERS))
    for (const verb of ['insert', 'update', 'delete'])
      await sql`create temp trigger ${sql.ref(`touched_by_${verb}_${name}`)} after ${sql.raw(verb)} on ${sql.table(name)}
        begin insert into touched values (${sql.lit(name)}); end`.execute(store);
}

async function touchedTables(store: Store): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select distinct name from touched`.execute(store);
  return rows.length === 0 ? [] : [...rows.map(({ name }) => name), NUMBERS];
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
  const before = await rowsIn(store, names);
  const texts = new Map([...before].map(([name, rows]) => [name, JSON.stringify(rows)]));
  await watchTables(store, names);
  const changes = async () => {
    const touched = await rowsIn(store, await touchedTables(store));
    return new Map([...touched].filter(([name, rows]) => JSON.stringify(rows) !== texts.get(name)));
  };
  return {
    before,
    changes,
    async putBack() {
      const changed = await changes();
      await sql`pragma foreign_keys = off`.execute(store);
      for (const name of changed.keys()) await replaceRows(store, name, before.get(name) ?? []);
      await sql`pragma foreign_keys = on`.execute(store);
      await sql`delete from touched`.execute(store);
    },
  };
}
