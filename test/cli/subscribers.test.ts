import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';

const run = promisify(execFile);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verdicts-subscribers-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const on = (database: string, ...words: string[]) =>
  run(process.execPath, ['src/cli/verdicts.ts', 'subscribers', ...words], {
    env: { PATH: process.env.PATH, DATABASE_URL: join(folder, database), NOW: '2026-11-20T09:00:00Z' },
  });

test.each(['csv', 'json'])(
  'an export as %s imports again to the same state, and exports the same again',
  { timeout: 60_000 },
  async (ending) => {
    const flags = ending === 'json' ? ['--json'] : [];
    await writeFile(
      join(folder, 'list.csv'),
      [
        'email,name,status,suppressed_for,consent_source,consent_at',
        'ada@readers.org,"=HYPERLINK(""x"")",,,fair,2026-05-01T10:00:00Z',
        'bob@readers.org,"Lee, Bob",,,form,2026-06-01T10:00:00Z',
        'cy@readers.org,Cy,suppressed,complaint,form,2026-06-01T10:00:00Z',
        '',
      ].join('\n'),
    );
    await on('one.sqlite', 'import', join(folder, 'list.csv'));
    await on('one.sqlite', 'remove', 'bob@readers.org', '--reason', 'asked by mail');
    const { stdout: exported } = await on('one.sqlite', 'export', ...flags);
    expect(exported).toMatch(
      ending === 'json' ? /"suppressed_for":"complaint"/ : /^cy@readers.org,Cy,suppressed,,complaint,/m,
    );
    expect(exported).not.toMatch(/(^|[,;\t\n])=/);
    await writeFile(join(folder, `exported.${ending}`), exported);
    const { stdout } = await on('two.sqlite', 'import', join(folder, `exported.${ending}`));
    expect(stdout).toContain('3 added, 0 taken off, 0 already there, 0 refused');
    expect((await on('two.sqlite', 'export', ...flags)).stdout).toBe(exported);
  },
);

test('refused lines are named, the rest is imported, and the exit code says that something was refused', async () => {
  const file = join(folder, 'list.csv');
  await writeFile(
    file,
    'email,consent_source,consent_at\nada@readers.org,fair,2026-05-01T10:00:00Z\nnobody,fair,2026-05-01T10:00:00Z\n',
  );
  await expect(on('one.sqlite', 'import', file)).rejects.toMatchObject({
    code: 2,
    stdout: `${file}:3 email: "nobody" is not an e-mail address\n1 added, 0 taken off, 0 already there, 1 refused\n`,
  });
});
