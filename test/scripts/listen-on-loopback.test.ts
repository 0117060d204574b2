import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const preload = new URL('../../scripts/listen-on-loopback.ts', import.meta.url).href;

/** Where a server listens in a process that loaded the preload first. */
async function addressAfter(listen: string): Promise<{ address: string; port: number }> {
  const program = `const server = require('node:http').createServer();
server.on('listening', () => { console.log(JSON.stringify(server.address())); server.close(); });
server.${listen};`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', preload, '--eval', program]);
  return JSON.parse(stdout.split('\n')[0] ?? '');
}

test.each([
  'listen(0)',
  'listen()',
  'listen("0", () => {})',
  'listen(0, "0.0.0.0")',
  'listen({ port: 0, host: "::" }, () => {})',
])('a server told to %s listens on this machine alone', async (listen) => {
  expect(await addressAfter(listen)).toMatchObject({ address: '127.0.0.1', port: expect.any(Number) });
});

test('what waits for the server is told', async () => {
  const program = `require('node:net').createServer().listen(0, '::', function () { console.log('told'); this.close(); })`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', preload, '--eval', program]);
  expect(stdout).toBe('told\n');
});
