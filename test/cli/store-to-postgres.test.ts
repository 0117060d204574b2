import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { aSharedDatabase, database } from '../builders/databases.ts';
import { scratchFolder } from '../store/scratch-folder.ts';
import { filled, verdicts } from './verdicts-on.ts';

type Result = { tables: { table: string; rows: number; hash: string }[] };

describe.runIf(database === 'postgres')('Moving to PostgreSQL', () => {
  let file: string;
  let address: string;
  /** The address without who signs in. */
  let name: string;
  beforeEach(async () => {
    file = join(await scratchFolder(), 'verdicts.sqlite');
    address = await aSharedDatabase();
    const { host, pathname } = new URL(address);
    name = `postgres://${host}${pathname}`;
  });

  it('takes every reader along, and a backup brings them back', { timeout: 60_000 }, async () => {
    await filled(file);
    const moved = await verdicts(file, 'store', 'copy', '--to', address, '--json');
    expect(moved.code).toBe(0);
    const list = (url: string) => verdicts(url, 'subscribers', 'export');
    expect((await list(address)).stdout).toBe((await list(file)).stdout);

    const backup = join(await scratchFolder(), 'backup.sqlite');
    const made = await verdicts(address, 'store', 'backup', backup, '--json');
    expect((JSON.parse(made.stdout) as Result).tables).toEqual((JSON.parse(moved.stdout) as Result).tables);
    expect((await list(backup)).stdout).toBe((await list(file)).stdout);
  });

  it('shows nobody’s password, also where it is wrong', async () => {
    const wrong = Object.assign(new URL(address), { password: 'secret' });
    const refused = await verdicts(await filled(file), 'store', 'copy', '--to', wrong.href);
    expect(refused.stderr).toBe(
      `--to ${name} cannot be opened: password authentication failed for user "${wrong.username}"\n`,
    );
    const { stdout } = await verdicts(file, 'store', 'copy', '--to', address);
    expect(stdout).toContain(`\n${name} has every row of ${file}`);
    expect(stdout).not.toContain(`${new URL(address).password}@`);
  });
});
