import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const server = new URL('./postgres-server.ts', import.meta.url);

it('A process that had a PostgreSQL server ends with its own code, so that a failed run of the tests is one', async () => {
  const script = `
    const { startPostgres } = await import(${JSON.stringify(server.href)});
    await (await startPostgres()).stop();
    process.exitCode = 3;`;
  const ended = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
  await expect(ended).rejects.toMatchObject({ code: 3, stderr: '' });
});
