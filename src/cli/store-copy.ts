import { z } from 'zod';
import { copyStore } from '#store/copy-store.ts';
import { databaseName } from '#store/database-name.ts';
import { isPostgresUrl, openStore, type Store } from '#store/open-store.ts';
import type { ExitCode } from './exit-code.ts';
import { type Output, openOutput } from './output.ts';
import { showCopyResult } from './show-copy-result.ts';
import { watchCopying } from './watch-copying.ts';
import { withStore } from './with-store.ts';
import { withoutPassword } from './without-password.ts';

const targetSchema = z
  .string()
  .min(1)
  .refine((text) => isPostgresUrl(text) || !/:\/\/|^:memory:$/.test(text));

function reasonOf(error: unknown): string {
  // Of a host with several addresses, each of which refused.
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  return withoutPassword((error as Error).message);
}

async function openOrComplaint(url: string): Promise<Store | undefined> {
  try {
    return await openStore(url);
  } catch (error) {
    console.error(`--to ${databaseName(url)} cannot be opened: ${reasonOf(error)}`);
    return undefined;
  }
}

async function copyInto(url: string, from: string, source: Store, output: Output): Promise<ExitCode> {
  const target = await openOrComplaint(url);
  if (!target) return 1;
  const watch = watchCopying();
  try {
    const result = await copyStore(source, target, { ...watch, evenWhileSending: false }).finally(watch.end);
    const code = showCopyResult(output, { from, to: databaseName(url) }, result);
    if (code === 0)
      output.say(
        `Set DATABASE_URL to it everywhere, and start nothing on ${from} any more: it would mail readers, too.`,
      );
    return code;
  } finally {
    await target.destroy();
  }
}

export async function storeCopy(options: { to: string; json?: boolean }): Promise<ExitCode> {
  const to = targetSchema.safeParse(options.to);
  if (to.success) return withStore((source, url) => copyInto(to.data, databaseName(url), source, openOutput(options)));
  console.error('--to is neither an address such as postgres://host/database nor the path of a SQLite file');
  return 2;
}
