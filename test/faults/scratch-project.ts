import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from './children.ts';

const COPIED = [
  'package.json',
  'tsconfig.json',
  'src',
  'emails',
  'jobs',
  'data',
  'test/builders',
  'test/fakes',
  'test/faults',
];

export type ScratchProject = {
  folder: string;
  /** Replaces words in a file; they must be there. */
  edit(file: string, before: string, after: string): Promise<void>;
  remove(): Promise<void>;
};

/** A copy of this project to run and to change, as on a machine where a new version is put in place of the old one. */
export async function scratchProject(): Promise<ScratchProject> {
  const folder = await mkdtemp(join(tmpdir(), 'verdicts-deploy-'));
  for (const name of COPIED) await cp(join(PROJECT, name), join(folder, name), { recursive: true });
  await symlink(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    async edit(file, before, after) {
      const path = join(folder, file);
      const text = await readFile(path, 'utf8');
      if (!text.includes(before)) throw new Error(`${file} does not have ${before}`);
      await writeFile(path, text.replace(before, after));
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
