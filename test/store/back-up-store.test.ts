import { writeFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { backUpStore } from '#store/back-up-store.ts';
import { type CopyProgress, copyStore } from '#store/copy-store.ts';
import { openStore, type Store } from '#store/open-store.ts';
import { fillWithAwkwardRows } from '../builders/awkward-rows.ts';
import { addReaders, aStore } from '../builders/store-builders.ts';
import { scratchFolder } from './scratch-folder.ts';

const quietly = { report: () => undefined, stop: new AbortController().signal };

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await scratchFolder();
  file = join(folder, 'monday.sqlite');
});

async function aSource(): Promise<Store> {
  const store = await aStore();
  onTestFinished(() => store.destroy());
  return store;
}

async function open(path: string): Promise<Store> {
  const store = await openStore(path);
  onTestFinished(() => store.destroy());
  return store;
}

describe('A backup', () => {
  it('is one SQLite file with everything, and can be copied back', async () => {
    const source = await aSource();
    await fillWithAwkwardRows(source);
    const made = await backUpStore(source, file, quietly);
    expect(made.kind).toBe('copied');
    expect(await readdir(folder)).toEqual(['monday.sqlite']);
    const restored = await aSource();
    expect(await copyStore(await open(file), restored, { ...quietly, evenWhileSending: false })).toEqual(made);
  });

  it('is made while an issue is being sent, and goes on from there', async () => {
    const source = await aSource();
    await source
      .insertInto('issues')
      .values({ name: '2026-W47', state: 'sending', cutoff_on: '2026-11-16', report: '{}', composed_at: '' })
      .execute();
    await source.insertInto('batches').values({ issue_id: 1, number: 1, state: 'attempted' }).execute();
    expect(await backUpStore(source, file, quietly)).toMatchObject({ kind: 'copied' });
    const restored = await open(file);
    expect(await restored.selectFrom('issues').select(['name', 'state']).execute()).toEqual([
      { name: '2026-W47', state: 'sending' },
    ]);
    expect(await restored.selectFrom('batches').select('state').execute()).toEqual([{ state: 'attempted' }]);
  });

  it('makes the folder it is to lie in', async () => {
    const deeper = join(folder, 'backups', 'november', 'monday.sqlite');
    expect(await backUpStore(await aSource(), deeper, quietly)).toMatchObject({ kind: 'copied' });
    expect(await readdir(join(folder, 'backups', 'november'))).toEqual(['monday.sqlite']);
  });

  it.each(['', '-wal', '-journal'])('is never written over or beside a file: monday.sqlite%s', async (ending) => {
    await writeFile(`${file}${ending}`, 'what was there');
    const source = await aSource();
    await addReaders(source, 1);
    const told: CopyProgress[] = [];
    const report = (progress: CopyProgress) => void told.push(progress);
    expect(await backUpStore(source, file, { ...quietly, report })).toEqual({
      kind: 'exists',
      path: `${file}${ending}`,
    });
    expect(told).toEqual([]);
    expect(await readFile(`${file}${ending}`, 'utf8')).toBe('what was there');
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('is not written over a file that somebody else made meanwhile', async () => {
    const source = await aSource();
    await addReaders(source, 1);
    const report = () => writeFileSync(file, 'what was there');
    expect(await backUpStore(source, file, { ...quietly, report })).toEqual({ kind: 'exists', path: file });
    expect(await readFile(file, 'utf8')).toBe('what was there');
    expect(await readdir(folder)).toEqual(['monday.sqlite']);
  });

  it('that is stopped leaves no file', async () => {
    const source = await aSource();
    await addReaders(source, 1);
    const stopping = new AbortController();
    const report = () => stopping.abort();
    expect(await backUpStore(source, file, { report, stop: stopping.signal })).toEqual({ kind: 'stopped' });
    expect(await readdir(folder)).toEqual([]);
  });
});
