import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

function mount(...words: string[]): string | undefined {
  const { status, stderr, error } = spawnSync('mount', words, { encoding: 'utf8' });
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
}

function unmount(folder: string): void {
  const { status, stderr } = spawnSync('umount', [folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${folder} cannot be unmounted: ${stderr}`);
}

/** Why no file system can be mounted here; undefined where it can. */
export function whyNoMount(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'verdicts-mount-'));
  const refusal = mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder);
  if (refusal === undefined) unmount(folder);
  rmdirSync(folder);
  return refusal && `mounting is not permitted (${refusal})`;
}

export type SmallDisk = {
  /** The database's file on it. */
  file: string;
  /** How many bytes it holds from now on. */
  resize(bytes: number): void;
  beReadOnly(isReadOnly: boolean): void;
};

/** Puts a database's file on a disk of its own, which holds so many bytes beside it, and takes it back at the end. */
export async function onSmallDisk(
  databaseFile: string,
  bytesBeside: number,
  work: (disk: SmallDisk) => Promise<void>,
): Promise<void> {
  const folder = join(dirname(databaseFile), 'disk');
  const file = join(folder, 'verdicts.sqlite');
  await mkdir(folder);
  const options = (...changes: string[]) => ['-o', changes.join(',')];
  const must = (refusal: string | undefined) => {
    if (refusal !== undefined) throw new Error(refusal);
  };
  const size = (bytes: number) => `size=${Math.ceil(bytes / 4096) * 4096}`;
  must(mount('-t', 'tmpfs', ...options(size(statSync(databaseFile).size + bytesBeside)), 'tmpfs', folder));
  try {
    await copyFile(databaseFile, file);
    await work({
      file,
      resize: (bytes) => must(mount(...options('remount', size(bytes)), folder)),
      beReadOnly: (isReadOnly) => must(mount(...options('remount', isReadOnly ? 'ro' : 'rw'), folder)),
    });
    await copyFile(file, databaseFile);
  } finally {
    unmount(folder);
    await rm(folder, { recursive: true });
  }
}
