/** Sends an issue with the ports of the real sender, but for what its words change: `DATABASE_URL` and so on from the environment. */

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { clockFrom } from '#calendar/clock.ts';
import { dateInZone } from '#calendar/plain-date.ts';
import { pacerOfOneProcess } from '#delivery/pacer.ts';
import { resendProvider } from '#delivery/resend-provider.ts';
import { type SendWeekPorts, type SendWeekResult, sendWeek } from '#delivery/send-week.ts';
import { issueNameSchema } from '#issue/issue-name.ts';
import { readyMail } from '#rendering/ready-mail.ts';
import { thisProcess } from '#store/lease-queries.ts';
import { openStore } from '#store/open-store.ts';
import { readConfig } from '../../src/config.ts';
import { killSteps, type Whereabouts } from './kill-steps.ts';
import type { SenderWords } from './start-sender.ts';
import { watchStore } from './watch-store.ts';

const words = JSON.parse(process.argv[2] ?? '') as SenderWords;
const { config, problems } = readConfig(process.env);
if (!config?.now) throw new Error(`the sender has no settings: ${problems.join(', ')}`);

let timesThere = 0;
function passing(where: Whereabouts): void {
  if (!words.dieAt || !killSteps[words.dieAt.step].is(where)) return;
  timesThere += 1;
  if (timesThere === words.dieAt.time) process.kill(process.pid, 'SIGKILL');
}

// The SDK reads the answer's body after this.
const realFetch = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const response = await realFetch(input, init);
  if (init?.method === 'POST') passing({ at: 'answer begins' });
  return response;
};

const store = await openStore(config.databaseUrl);
const steady = clockFrom(config.now);
let calls = 0;
const clock = () => {
  const jumps = (words.clockJumps ?? []).filter(({ atCall }) => atCall <= calls);
  return new Date(jumps.reduce((ms, jump) => ms + jump.ms, steady().getTime()));
};
const provider = resendProvider({
  // As the command does: a provider may keep its keys by account or by API key.
  apiKey: 're_local_stand_in',
  baseUrl: config.resend.baseUrl,
  ...(words.callTimeoutMs === undefined ? {} : { timeoutMs: words.callTimeoutMs }),
});
const ports: SendWeekPorts = {
  store: watchStore(store, passing),
  clock,
  today: () => dateInZone(clock(), config.timeZone),
  mail: { ...config.mail, publicUrl: config.publicUrl },
  readyMail,
  secret: config.appSecret,
  holder: thisProcess(randomUUID()),
  approval: config.approval,
  delivery: config.delivery,
  ...provider,
  async submitBatch(body, key) {
    calls += 1;
    const answer = await provider.submitBatch(body, key);
    passing({ at: 'answer is read' });
    return answer;
  },
  pacer: pacerOfOneProcess(() => performance.now()),
  wait: (ms) => sleep(ms * (words.waitsTimes ?? 1)),
  report: () => undefined,
  stop: new AbortController().signal,
};

function isDone(result: SendWeekResult): boolean {
  return result.kind === 'sent' || (result.kind === 'not-sendable' && result.issue.state === 'sent');
}

const BETWEEN_RUNS_MS = 20;

process.exitCode = 1;
for (let run = 0; run < (words.runsMost ?? 1) && process.exitCode !== 0; run += 1) {
  const result = await sendWeek(ports, issueNameSchema.parse(words.issue));
  console.log(JSON.stringify('issue' in result ? result.kind : result));
  if (isDone(result)) process.exitCode = 0;
  else await sleep(BETWEEN_RUNS_MS);
}
await store.destroy();
