import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { onServer, TEMPLATE, urlOfDatabase } from './postgres-server.ts';

/** Where the tests of this run keep their data: the same tests run on both. */
export const database: 'sqlite' | 'postgres' = process.env.TEST_STORE === 'postgres' ? 'postgres' : 'sqlite';

/** As on the day it was made: no row, and numbers begin at 1. */
const EMPTY = `
  set session_replication_role = replica;
  drop schema if exists pgboss cascade;
  do $$ declare t record; begin
    for t in select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%' loop
      execute format('delete from %I', t.tablename);
    end loop;
    for t in select sequencename from pg_sequences where schemaname = 'public' loop
      execute format('alter sequence %I restart', t.sequencename);
    end loop;
  end $$`;

/** Emptying a database that earlier tests of this worker are done with takes a tenth of making one. */
async function aPostgresDatabase(): Promise<string> {
  const server = inject('postgres');
  const ours = `verdicts_test_${process.env.VITEST_POOL_ID}_`;
  const [unused] = await onServer(server, (client) =>
    client.query(
      `select datname from pg_database d where starts_with(datname, $1)
       and not exists (select from pg_stat_activity a where a.datname = d.datname) limit 1`,
      [ours],
    ),
  );
  if (unused) {
    const url = urlOfDatabase(server, unused.datname as string);
    await onServer(url, (client) => client.query(EMPTY));
    return url;
  }
  const name = `${ours}${randomUUID().replaceAll('-', '')}`;
  await onServer(server, (client) => client.query(`create database ${name} template ${TEMPLATE}`));
  return urlOfDatabase(server, name);
}

/** The address of an empty database of its own, which only one store opens. */
export async function aDatabase(): Promise<string> {
  return database === 'postgres' ? aPostgresDatabase() : ':memory:';
}

const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The address of an empty database that several stores and processes may open. */
export async function aSharedDatabase(): Promise<string> {
  if (database === 'postgres') return aPostgresDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'verdicts-test-'));
  folders.push(folder);
  return join(folder, 'verdicts.sqlite');
}
