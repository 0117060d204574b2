import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Resend } from 'resend';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mail, mails } from './mail-builder.ts';
import { readRecord } from './resend/record-file.ts';
import { type SpawnedFakeResend, spawnFakeResend } from './spawn-fake-resend.ts';

let folder: string;
let fake: SpawnedFakeResend;
const spawned: SpawnedFakeResend[] = [];
const strays: number[] = [];
let resend: Resend;

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself, as it should.
  }
}

/** So that none of them outlives the tests. */
async function start(words: string[]): Promise<SpawnedFakeResend> {
  const one = await spawnFakeResend(words);
  spawned.push(one);
  return one;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fake-resend-process-'));
  fake = await start(['--rate-limit', 'off', '--faults', '["lostAfterAccept"]']);
  resend = new Resend('re_test', { baseUrl: fake.url });
});
afterAll(async () => {
  await Promise.all(spawned.map((one) => one.stop('SIGKILL')));
  for (const pid of strays) killIfThere(pid);
  await rm(folder, { recursive: true });
});

it('It starts with the faults of its command line and shows what it accepted and was asked', async () => {
  expect((await resend.batch.send(mails(3), { idempotencyKey: 'k' })).error?.statusCode).toBeNull();
  const { data } = await resend.batch.send(mails(3), { idempotencyKey: 'k' });
  const accepted = await fake.accepted();
  expect(accepted.map(({ id }) => ({ id }))).toEqual(data?.data);
  expect(await fake.mailsTo('reader-1@readers.test')).toEqual([accepted[1]]);
  expect(await fake.requests()).toMatchObject([
    { status: 'lost', accepted: 3 },
    { status: 200, replayed: true },
  ]);
});

it('It takes faults, by list and at random, and a reset', async () => {
  await fake.reset();
  await fake.script([{ kind: 'rateLimited', retryAfterSeconds: 3 }]);
  expect((await resend.emails.send(mail())).headers?.['retry-after']).toBe('3');
  await fake.script({ seed: 1, rate: 1, kinds: ['serverErrorHtml'] });
  expect((await resend.emails.send(mail())).error?.statusCode).toBe(500);
  await fake.script([]);
  expect((await resend.emails.send(mail())).error).toBeNull();
  await fake.reset();
  expect([await fake.accepted(), await fake.requests()]).toEqual([[], []]);
});

it('It refuses a fault it does not know, and a control it does not have', async () => {
  await expect(fake.script([{ kind: 'earthquake' } as never])).rejects.toThrow('earthquake');
  await expect(fake.script({ seed: 1, rate: 1, kinds: ['earthquake' as never] })).rejects.toThrow('earthquake');
  expect((await fetch(`${fake.url}/_fake/nothing`)).status).toBe(404);
});

it('Its clock is set and moved from outside', async () => {
  await fake.setNow(new Date('2030-01-01T00:00:00Z'));
  await resend.emails.send(mail(), { idempotencyKey: 'clock' });
  await fake.advance(24 * 3_600_000);
  await resend.emails.send(mail(), { idempotencyKey: 'clock' });
  const days = (await fake.accepted()).map(({ acceptedAt }) => acceptedAt.slice(0, 10));
  expect(days).toEqual(['2030-01-01', '2030-01-02']);
});

it('What it accepted survives a kill, and the next one on the same record answers the same ids', async () => {
  const record = ['--record', join(folder, 'accepted.jsonl'), '--rate-limit', 'off'];
  const killed = await start([...record, '--faults', '["hang"]']);
  const sdk = new Resend('re_test', { baseUrl: killed.url });
  const lost = sdk.batch.send(mails(50), { idempotencyKey: 'k' });
  await expect
    .poll(async () => (await readRecord(record[1] ?? '')).mails.length, { interval: 5, timeout: 10_000 })
    .toBe(50);
  await killed.stop('SIGKILL');
  expect((await lost).error?.statusCode).toBeNull();

  const next = await start(record);
  const again = await new Resend('re_test', { baseUrl: next.url }).batch.send(mails(50), { idempotencyKey: 'k' });
  const accepted = await next.accepted();
  expect(accepted).toHaveLength(50);
  expect(again.data?.data).toEqual(accepted.map(({ id }) => ({ id })));
  expect(await next.stop('SIGTERM')).toBe(0);
});

it('It ends with the npx that started it, which keeps the signal to itself', async () => {
  const script = fileURLToPath(new URL('./fake-resend-process.ts', import.meta.url));
  // The colon keeps the shell in between, as npx does.
  const env = { ...process.env, npm_command: 'exec' };
  const shell = spawn('sh', ['-c', `"${process.execPath}" "${script}"; :`], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { url, pid } = JSON.parse(String((await once(shell.stdout, 'data'))[0]));
  strays.push(pid);
  shell.kill('SIGKILL');
  const answers = () =>
    fetch(`${url}/_fake/now`)
      .then(({ ok }) => ok)
      .catch(() => false);
  await expect.poll(answers, { interval: 20, timeout: 10_000 }).toBe(false);
});
