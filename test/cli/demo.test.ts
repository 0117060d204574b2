import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const verdicts = (...words: string[]) => run(process.execPath, ['src/cli/verdicts.ts', ...words], { timeout: 60_000 });

test('the demo sends the newest sample week to every sample reader through emulate, once each, and accounts for all', {
  timeout: 60_000,
}, async () => {
  const { stdout, stderr } = await verdicts('demo', '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    kind: 'sent',
    accounting: { audience: 260, accepted: 260, waiting: 0, unknown: 0, rejected: 0 },
  });
  expect(stderr).toContain('exactly one mail for 260 of 260 readers, and mail for 0 others');
  expect(stderr).toContain('Cursor Background Agent vs SmolVLM 2.5');
  const [html, text, eml] = await Promise.all(
    ['html', 'txt', 'eml'].map((ending) => readFile(`var/demo/issue.${ending}`, 'utf8')),
  );
  for (const written of [html, text, eml]) expect(written).not.toContain('%%');
  expect(Buffer.byteLength(html!)).toBeLessThanOrEqual(25_000);
  expect(Buffer.byteLength(text!)).toBeLessThanOrEqual(6_000);
});

test('--help names every command of the week and ends with 0', async () => {
  const { stdout } = await verdicts('--help');
  for (const command of [
    'demo',
    'check',
    'compose',
    'render',
    'approve',
    'send',
    'weekly',
    'status',
    'test-send',
    'suggest',
    'subscribers',
    'worker',
  ]) {
    expect(stdout).toMatch(new RegExp(`^  ${command}`, 'm'));
  }
});

test('an unknown command, a week that does not exist and a wrong setting end with 2 and say what is wrong', async () => {
  await expect(verdicts('sned')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('send') });
  await expect(verdicts('compose', '--week', '2026-W54')).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('is a week that does not exist'),
  });
  const wrong = run(process.execPath, ['src/cli/verdicts.ts', 'check'], {
    env: { ...process.env, TIME_ZONE: 'Mars/Olympus' },
  });
  await expect(wrong).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('TIME_ZONE') });
});
