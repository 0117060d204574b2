import { existsSync, mkdirSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type CopyPorts, type CopyResult, copyStore } from './copy-store.ts';
import { openStore, type Store } from './open-store.ts';

export type BackupResult = CopyResult | { kind: 'exists'; path: string };

/** SQLite would take a log that lies beside a file for that file's own. */
const BESIDE_A_DATABASE = ['', '-wal', '-shm', '-journal'];

async function copyIntoFile(source: Store, path: string, ports: CopyPorts): Promise<CopyResult> {
  const target = await openStore(path);
  try {
    return await copyStore(source, target, ports);
  } finally {
    await target.destroy();
  }
}

/** Copies one moment of a database, also while an issue is being sent, into a new SQLite file that appears when it is complete. */
export async function backUpStore(
  source: Store,
  file: string,
  ports: Omit<CopyPorts, 'evenWhileSending'>,
): Promise<BackupResult> {
  const inTheWay = () => BESIDE_A_DATABASE.map((ending) => `${file}${ending}`).find((path) => existsSync(path));
  const before = inTheWay();
  if (before !== undefined) return { kind: 'exists', path: before };
  mkdirSync(dirname(file), { recursive: true });
  const folder = await mkdtemp(join(dirname(file), `.unfinished-${basename(file)}-`));
  try {
    const unfinished = join(folder, 'backup.sqlite');
    const result = await copyIntoFile(source, unfinished, { ...ports, evenWhileSending: true });
    if (result.kind !== 'copied') return result;
    const meanwhile = inTheWay();
    if (meanwhile !== undefined) return { kind: 'exists', path: meanwhile };
    await rename(unfinished, file);
    return result;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
