import type { TableMetadata } from 'kysely';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COPIED_TABLES, LEFT_OUT } from '#store/copied-tables.ts';
import { isPostgres } from '#store/is-postgres.ts';
import type { Store } from '#store/open-store.ts';
import { aStore } from '../builders/store-builders.ts';

let store: Store;
let tables: TableMetadata[];
beforeAll(async () => {
  store = await aStore();
  const all = await store.introspection.getTables({ withInternalKyselyTables: true });
  tables = all.filter(({ schema }) => schema === undefined || schema === 'public');
});
afterAll(() => store.destroy());

async function primaryKeyOf(table: string): Promise<string[]> {
  const query = isPostgres(store)
    ? sql<{ name: string }>`
        select a.attname as name from pg_index i
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
        where i.indrelid = ${table}::regclass and i.indisprimary order by array_position(i.indkey::int2[], a.attnum)`
    : sql<{ name: string }>`select name from pragma_table_info(${table}) where pk > 0 order by pk`;
  return (await query.execute(store)).rows.map(({ name }) => name);
}

async function numberedTables(): Promise<string[]> {
  const query = isPostgres(store)
    ? sql<{ name: string }>`
        select table_name as name from information_schema.columns
        where table_schema = 'public' and is_identity = 'YES' order by table_name`
    : sql<{ name: string }>`select name from sqlite_master where sql like '%autoincrement%' order by name`;
  return (await query.execute(store)).rows.map(({ name }) => name);
}

describe('The tables of a database', () => {
  it('are each copied, or left out for a reason', () => {
    const named = [...COPIED_TABLES, ...LEFT_OUT].map(({ table }) => table);
    expect(named.toSorted()).toEqual(tables.map(({ name }) => name).toSorted());
    expect(LEFT_OUT.filter(({ because }) => because === '')).toEqual([]);
  });

  it('are read in the order of what tells their rows apart', async () => {
    for (const { table, key, inOnePage } of COPIED_TABLES)
      expect([table, await primaryKeyOf(table)]).toEqual([table, inOnePage ? [] : key]);
  });

  it('that number their rows are known', async () => {
    const known = COPIED_TABLES.filter(({ isNumbered }) => isNumbered).map(({ table }) => table);
    expect(known.toSorted()).toEqual(await numberedTables());
  });
});
