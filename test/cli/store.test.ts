import { copyFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '#store/open-store.ts';
import { scratchFolder } from '../store/scratch-folder.ts';
import { filled, verdicts } from './verdicts-on.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await scratchFolder();
  file = join(folder, 'verdicts.sqlite');
});

function sendingIssue(store: Store): Promise<unknown> {
  const issue = { name: '2026-W47', state: 'sending', cutoff_on: '2026-11-16', report: '{}', composed_at: '' } as const;
  return store.insertInto('issues').values(issue).execute();
}

describe('A backup and its copy back', () => {
  it('have the same rows by the same hashes, and the same list of readers', { timeout: 60_000 }, async () => {
    const backup = join(folder, 'backup.sqlite');
    await filled(file);
    const made = await verdicts(file, 'store', 'backup', backup);
    expect(made.stdout).toMatch(/^subscribers +3 {2}[\da-f]{64}$/m);
    expect(made.stdout).toContain(`${backup} has every row of ${file}`);
    expect(made.stderr).toBe('3 of 3 rows copied\n3 of 3 rows checked\n');

    const restored = join(folder, 'restored.sqlite');
    const copied = await verdicts(backup, 'store', 'copy', '--to', restored, '--json');
    expect(copied.code).toBe(0);
    const { tables } = JSON.parse(copied.stdout) as { tables: { table: string; rows: number; hash: string }[] };
    for (const { table, rows, hash } of tables)
      expect(made.stdout).toMatch(new RegExp(`^${table} +${rows} {2}${hash}$`, 'm'));
    expect(copied.stderr).toContain('Set DATABASE_URL to it everywhere');
    const list = (database: string) => verdicts(database, 'subscribers', 'export');
    expect((await list(restored)).stdout).toBe((await list(file)).stdout);
  });

  it('are told apart while an issue is sending: the copy is refused and says what to do', async () => {
    const backup = join(folder, 'backup.sqlite');
    await filled(file, sendingIssue);
    expect(await verdicts(file, 'store', 'backup', backup)).toMatchObject({ code: 0 });
    const to = join(folder, 'copy.sqlite');
    const { code, stdout } = await verdicts(backup, 'store', 'copy', '--to', to);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^2026-W47 is sending.*pause does not suffice.*"verdicts send --week 2026-W47"/);
    expect(stdout).toContain(`run it as it is, with DATABASE_URL=${backup}, finish it there, then copy to ${to}`);
  });

  it('never write over anything', async () => {
    const there = await filled(join(folder, 'there.sqlite'));
    const copy = await verdicts(await filled(file), 'store', 'copy', '--to', there);
    expect(copy).toMatchObject({ code: 2, stdout: expect.stringMatching(/not empty.* rows in subscribers \(3\)\. /) });
    const backup = await verdicts(file, 'store', 'backup', file);
    expect(backup).toMatchObject({ code: 2, stdout: expect.stringContaining(`${file} is there already`) });
  });

  it('are made from a database that is there, and make none in its place', async () => {
    const to = join(folder, 'copy.sqlite');
    for (const words of [
      ['backup', to],
      ['copy', '--to', to],
    ])
      expect(await verdicts(file, 'store', ...words)).toMatchObject({
        code: 2,
        stderr: `settings: DATABASE_URL ${file} is not there\n`,
      });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('An address that is wrong', () => {
  it('is refused in one line, before anything is opened', async () => {
    for (const to of ['mysql://ann:secret@127.0.0.1/verdicts', ':memory:'])
      expect(await verdicts(file, 'store', 'copy', '--to', to)).toMatchObject({
        code: 2,
        stdout: '',
        stderr: '--to is neither an address such as postgres://host/database nor the path of a SQLite file\n',
      });
    const backup = await verdicts(file, 'store', 'backup', 'postgres://ann:secret@127.0.0.1/verdicts');
    expect(backup).toMatchObject({ code: 2, stderr: expect.stringMatching(/^a backup is a file; .*\n$/) });
  });

  it('of a server or a file that cannot be opened is named with the reason, in one line', async () => {
    await filled(file);
    const nobodyListens = await verdicts(file, 'store', 'copy', '--to', 'postgres://ann:secret@127.0.0.1:1/verdicts');
    expect(nobodyListens).toMatchObject({
      code: 1,
      stdout: '',
      stderr: '--to postgres://127.0.0.1:1/verdicts cannot be opened: connect ECONNREFUSED 127.0.0.1:1\n',
    });
    const noDatabase = join(folder, 'readme.md');
    await copyFile('README.md', noDatabase);
    expect(await verdicts(file, 'store', 'copy', '--to', noDatabase)).toMatchObject({
      code: 1,
      stderr: `--to ${noDatabase} cannot be opened: file is not a database\n`,
    });
  });

  it('that stands where none belongs is complained of without its password', async () => {
    const address = 'postgres://ann:secret@127.0.0.1:1/verdicts';
    const { stderr } = await verdicts(file, 'store', 'copy', '--to', address, address);
    expect(stderr).toContain('too many arguments');
    expect(stderr).not.toContain('secret');
  });
});
