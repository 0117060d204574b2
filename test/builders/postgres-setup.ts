import type { TestProject } from 'vitest/node';
import { openStore } from '#store/open-store.ts';

import { onServer, startPostgres, TEMPLATE, urlOfDatabase } from './postgres-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: string;
  }
}

async function dropTestDatabases(url: string): Promise<void> {
  const ours = await onServer(url, (client) =>
    client.query(`select datname from pg_database where starts_with(datname, 'verdicts_test_')`),
  );
  for (const { datname } of ours)
    await onServer(url, (client) => client.query(`drop database ${datname} with (force)`));
}

async function makeTemplate(url: string): Promise<void> {
  await onServer(url, (client) => client.query(`create database ${TEMPLATE}`));
  await (await openStore(urlOfDatabase(url, TEMPLATE))).destroy();
}

/** Gives the tests a PostgreSQL server: the one in TEST_DATABASE_URL, or one of their own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { url: given, stop: () => dropTestDatabases(given) } : await startPostgres();
  if (given) await dropTestDatabases(given);
  await makeTemplate(server.url);
  project.provide('postgres', server.url);
  return () => server.stop();
}
