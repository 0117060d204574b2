import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { receiveEvent } from '#delivery/provider-events/receive-event.ts';
import { openStore } from '#store/open-store.ts';
import { aSendingRig, type Rig, START } from '../builders/sending-rig.ts';
import { type EventKind, webhookEvent } from '../fakes/resend/webhook-event.ts';

const run = promisify(execFile);
const WEBHOOK_SECRET = `whsec_${Buffer.from('the secret of these tests').toString('base64')}`;

let folder: string;
let database: string;
let rig: Rig;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verdicts-status-'));
  database = join(folder, 'status.sqlite');
  rig = await aSendingRig({ store: await openStore(database) });
  await rig.send();
});
afterEach(async () => {
  await rig.end();
  await rm(folder, { recursive: true, force: true });
});

const minutesLater = (minutes: number) => new Date(START.getTime() + minutes * 60_000);

/** `verdicts status` of the sent issue, so many minutes after it was sent. */
function status(minutes: number, { secret = WEBHOOK_SECRET, json = false } = {}) {
  const words = ['src/cli/verdicts.ts', 'status', '--week', '2026-W47', ...(json ? ['--json'] : [])];
  const environment = { PATH: process.env.PATH, DATABASE_URL: database, NOW: minutesLater(minutes).toISOString() };
  return run(process.execPath, words, { env: { ...environment, ...(secret && { RESEND_WEBHOOK_SECRET: secret }) } });
}

/** Tells of the mail of a reader, so many minutes after it was sent. */
async function tell(reader: number, event: EventKind, minutes: number): Promise<void> {
  const [mail] = rig.fake.mailsTo(`delivered+reader${reader}@resend.dev`);
  if (!mail) throw new Error(`reader ${reader} was sent nothing`);
  const at = minutesLater(minutes);
  await receiveEvent(rig.store, `msg_${reader}_${event}`, JSON.stringify(webhookEvent(mail, event, at)), at);
}

describe('The status of a sent issue', () => {
  it('says nothing of silence while it is young, nor of opens and clicks while there are none', async () => {
    const { stdout } = await status(39);
    expect(stdout).toMatch(/^2026-W47 is sent$/m);
    expect(stdout).toMatch(/^ +3 {2}accepted {2}0 delivered/m);
    expect(stdout).not.toMatch(/silence|opened|clicked/);
  });

  it('raises the alarm when nobody says that any of it was delivered', async () => {
    expect((await status(41)).stdout).toMatch(/^silence: 2026-W47: .*nothing was heard since.*look at the webhook/m);
    expect((await status(41, { secret: '' })).stdout).toMatch(/^silence: .*RESEND_WEBHOOK_SECRET is not set/m);
    expect(JSON.parse((await status(41, { json: true })).stdout)).toMatchObject({
      alarm: expect.stringContaining('reported none as delivered'),
      reactions: { opened: { readers: 0, machinesOnly: 0 }, clicked: { readers: 0, machinesOnly: 0 } },
    });
  });

  it('takes the alarm back with the first delivery', async () => {
    await tell(1, 'delivered', 1);
    expect((await status(41)).stdout).not.toContain('silence');
    expect(JSON.parse((await status(41, { json: true })).stdout)).toMatchObject({ alarm: null });
  });

  it('counts who opened and clicked, readers apart from machines', async () => {
    for (const reader of [1, 2, 3]) await tell(reader, 'delivered', 1);
    await tell(1, 'opened', 30);
    await tell(1, 'clicked', 31);
    await tell(2, 'opened', 40);
    // A scanner opens the moment a mail arrives.
    await tell(3, 'opened', 1);
    expect((await status(60)).stdout).toMatch(
      /^opened: 2 by readers, 1 more by machines only; clicked: 1 by readers, 0 more by machines only$/m,
    );
    expect(JSON.parse((await status(60, { json: true })).stdout)).toMatchObject({
      accounting: { accepted: 3, ofAccepted: { delivered: 3 } },
      reactions: { opened: { readers: 2, machinesOnly: 1 }, clicked: { readers: 1, machinesOnly: 0 } },
    });
  });
});
