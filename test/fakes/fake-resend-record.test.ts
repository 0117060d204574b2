import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Resend } from 'resend';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FakeResend, type FakeResendOptions, startFakeResend } from './fake-resend.ts';
import { mail, mails } from './mail-builder.ts';
import { readRecord } from './resend/record-file.ts';

let folder: string;
let recordFile: string;
const started: FakeResend[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fake-resend-'));
  recordFile = join(folder, 'accepted.jsonl');
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((fake) => fake.close()));
  await rm(folder, { recursive: true });
});

async function start(options: FakeResendOptions = {}) {
  const fake = await startFakeResend({ recordFile, rateLimit: 'off', ...options });
  started.push(fake);
  return { fake, resend: new Resend('re_test', { baseUrl: fake.url }) };
}

it('Each accepted mail is one JSON line on disk before its request is answered', async () => {
  const { fake, resend } = await start();
  let onDiskBeforeAnswer = 0;
  fake.beforeAnswer(async () => {
    onDiskBeforeAnswer = (await readRecord(recordFile)).mails.length;
  });
  await resend.batch.send(mails(3), { idempotencyKey: 'k' });
  expect(onDiskBeforeAnswer).toBe(3);
  const lines = (await readFile(recordFile, 'utf8')).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject(fake.accepted);
});

it('A fake that starts again on its record knows the mails, their keys and where to go on', async () => {
  const first = await start();
  // U+2028 breaks lines for some readers, and must not break the record.
  const sent = await first.resend.batch.send(mails(2, { subject: 'a\u2028b' }), { idempotencyKey: 'k' });
  await first.fake.close();

  const second = await start();
  expect(second.fake.accepted).toEqual(first.fake.accepted);
  const again = await second.resend.batch.send(mails(2, { subject: 'a\u2028b' }), { idempotencyKey: 'k' });
  expect(again.data).toEqual(sent.data);
  const changed = await second.resend.batch.send(mails(2), { idempotencyKey: 'k' });
  expect(changed.error?.name).toBe('invalid_idempotent_request');

  await second.resend.emails.send(mail());
  expect(second.fake.accepted.map(({ request }) => request)).toEqual([1, 1, 4]);
  expect((await readRecord(recordFile)).mails).toEqual(second.fake.accepted);
});

it('The 24 hours of a key go on over a restart', async () => {
  const first = await start({ now: () => new Date('2026-11-22T10:00:00Z') });
  await first.resend.emails.send(mail(), { idempotencyKey: 'k' });
  const second = await start({ now: () => new Date('2026-11-23T10:00:00Z') });
  await second.resend.emails.send(mail(), { idempotencyKey: 'k' });
  expect(second.fake.accepted).toHaveLength(2);
});

it('The errors of a permissive batch are given again after a restart', async () => {
  const payload = [mail(), mail({ to: 'nobody' })];
  const options = { idempotencyKey: 'k', batchValidation: 'permissive' as const };
  const first = await start();
  const { data } = await first.resend.batch.send(payload, options);
  const second = await start();
  expect((await second.resend.batch.send(payload, options)).data).toEqual(data);
});

it('A request whose lines a kill cut off counts as never accepted, and the record goes on after it', async () => {
  const first = await start();
  await first.resend.batch.send(mails(2), { idempotencyKey: 'whole' });
  const wholeBytes = (await readFile(recordFile)).length;
  await first.resend.batch.send(mails(3), { idempotencyKey: 'cut' });
  await first.fake.close();
  const bytes = (await readFile(recordFile)).length;

  // First only the line feed is missing, then most of the last line, then all but one line.
  for (const cutAt of [bytes - 1, bytes - 60, wholeBytes + 800]) {
    await truncate(recordFile, cutAt);
    expect((await readRecord(recordFile)).mails).toHaveLength(2);
  }
  const second = await start();
  expect(second.fake.accepted).toHaveLength(2);
  await second.resend.batch.send(mails(3), { idempotencyKey: 'cut' });
  expect((await readRecord(recordFile)).mails.map(({ key }) => key)).toEqual(['whole', 'whole', 'cut', 'cut', 'cut']);
});

it('A damaged line is told, not passed over', async () => {
  await appendFile(recordFile, 'not json\n');
  await expect(start()).rejects.toThrow(SyntaxError);
});

it('Bodies can be left out and are then known by their hash', async () => {
  const { fake, resend } = await start({ keepBodies: false });
  const { data } = await resend.emails.send(mail({ html: '<p>Both.</p>', text: 'Both.' }));
  const sha256 = createHash('sha256').update('<p>Both.</p>').digest('hex');
  expect(fake.accepted).toMatchObject([{ html: null, text: null, htmlSha256: sha256 }]);
  expect(await readFile(recordFile, 'utf8')).not.toContain('Both.');
  expect((await resend.emails.get(data?.id ?? '')).data?.html).toBeNull();
});

it('Bodies are kept up to a size', async () => {
  const { fake, resend } = await start({ keepBodiesUpToBytes: 4 });
  await resend.batch.send([mail({ html: 'éé' }), mail({ html: 'ééé' })]);
  expect(fake.accepted.map(({ html }) => html)).toEqual(['éé', null]);
  expect(fake.accepted.every(({ htmlSha256 }) => htmlSha256?.length === 64)).toBe(true);
});

it('A reset forgets mails, keys, requests, faults, the call before answers and the record', async () => {
  const { fake, resend } = await start();
  await resend.emails.send(mail(), { idempotencyKey: 'k' });
  fake.script(['serverErrorJson']);
  let calls = 0;
  fake.beforeAnswer(() => {
    calls += 1;
  });
  fake.reset();
  expect([fake.accepted, fake.requests, await readRecord(recordFile)]).toEqual([[], [], { mails: [], keys: [] }]);
  expect((await resend.emails.send(mail({ subject: 'Another' }), { idempotencyKey: 'k' })).error).toBeNull();
  expect(fake.mailsTo('ada@readers.test')).toHaveLength(1);
  expect(calls).toBe(0);
});
