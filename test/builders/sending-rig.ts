import { setImmediate as nextTurn } from 'node:timers/promises';
import { dateInZone } from '#calendar/plain-date.ts';
import { pacerOfOneProcess } from '#delivery/pacer.ts';
import { type Asking, askProvider } from '#delivery/provider-list/ask-provider.ts';
import type { ReadingPorts } from '#delivery/provider-list/prove-deliveries.ts';
import { type Provider, resendProvider } from '#delivery/resend-provider.ts';
import { type SendWeekPorts, sendWeek } from '#delivery/send-week.ts';
import type { SendEvent } from '#delivery/work-on-batch.ts';
import type { Issue } from '#issue/issue.ts';
import { insertIssue } from '#issue/issue-queries.ts';
import { renderWithHash } from '#rendering/prepare-mail.ts';
import { readyMail } from '#rendering/ready-mail.ts';
import type { MailSettings } from '#rendering/render-issue.ts';
import type { Store } from '#store/open-store.ts';
import { type FakeResend, type FakeResendOptions, startFakeResend } from '../fakes/fake-resend.ts';
import { aDraft, anApprovedIssue, byTest } from './issue-builders.ts';
import { addReaders, aStore } from './store-builders.ts';

export const mailSettings: MailSettings = {
  from: 'Weekly AI Tool Verdicts <verdicts@verdicts.example>',
  replyTo: undefined,
  publicUrl: 'https://verdicts.example',
  postalAddress: '1 Example Street, 12345 Sampletown',
};

export const SECRET = 'a secret that only these tests know, long enough';
export const START = new Date('2026-11-17T09:00:00.000Z');

export type Rig = {
  store: Store;
  fake: FakeResend;
  /** The real one, joined to the fake. */
  provider: Provider;
  /** Every wait asked for, in order, as it would have been waited. */
  waits: number[];
  events: SendEvent[];
  /** Moves the sender's clock; the fake's moves with it. */
  advance(ms: number): void;
  send(changes?: Partial<SendWeekPorts>): ReturnType<typeof sendWeek>;
  /** Asks the fake's list about the unknown. */
  ask(changes?: Partial<ReadingPorts>): Promise<Asking>;
  /** What the fake took: how many mails each address got. */
  mailsByAddress(): Map<string, number>;
  end(): Promise<void>;
};

type RigOptions = { readers?: number; issue?: Issue | 'approved'; fake?: FakeResendOptions; store?: Store };

async function approvedIssue(): Promise<Issue> {
  const { hash } = await renderWithHash(aDraft().content, mailSettings);
  return anApprovedIssue(hash);
}

/** An approved issue, readers and a fake Resend over HTTP, with a clock that only the test moves; waits take no time. */
export async function aSendingRig({
  readers = 3,
  issue = 'approved',
  fake: options = {},
  store = undefined,
}: RigOptions = {}): Promise<Rig> {
  const database = store ?? (await aStore());
  if (readers > 0) await addReaders(database, readers);
  await insertIssue(database, issue === 'approved' ? await approvedIssue() : issue, byTest);
  let nowMs = START.getTime();
  const fake = await startFakeResend({ rateLimit: 'off', now: () => new Date(nowMs), ...options });
  const provider = resendProvider({ apiKey: 're_test', baseUrl: fake.url });
  const clock = () => new Date(nowMs);
  const wait = async (ms: number) => {
    rig.waits.push(ms);
    await nextTurn();
  };
  const rig: Rig = {
    store: database,
    fake,
    provider,
    waits: [],
    events: [],
    advance(ms) {
      nowMs += ms;
    },
    send: (changes = {}) =>
      sendWeek(
        {
          store: database,
          clock,
          today: () => dateInZone(clock(), 'UTC'),
          mail: mailSettings,
          readyMail,
          secret: SECRET,
          holder: { host: 'test-host', pid: process.pid, id: 'sender-1' },
          approval: 'required',
          delivery: 'inline',
          ...provider,
          pacer: pacerOfOneProcess(() => performance.now()),
          wait,
          report: (event) => rig.events.push(event),
          stop: new AbortController().signal,
          ...changes,
        },
        aDraft().name,
      ),
    ask(changes = {}) {
      const pacer = pacerOfOneProcess(() => performance.now());
      const watch = { report: () => undefined, stop: new AbortController().signal };
      const reading = { ...provider, store: database, clock, pacer, wait, mayRead: async () => true, ...watch };
      return askProvider({ ...reading, ...changes }, aDraft().name);
    },
    mailsByAddress() {
      const counts = new Map<string, number>();
      for (const address of fake.accepted.flatMap(({ to }) => to)) counts.set(address, (counts.get(address) ?? 0) + 1);
      return counts;
    },
    async end() {
      await fake.close();
      await database.destroy();
    },
  };
  return rig;
}
