import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore, type Store } from '#store/open-store.ts';
import { exact, type Measurement, whole } from '../measurement.ts';
import type { ProcessUse } from '../process-use.ts';
import type { Load, Posted } from '../provider-events/post-signed-events.ts';
import { sentIssues } from '../provider-events/sent-issues.ts';
import { serving } from '../serving.ts';

const POSTER = new URL('../provider-events/post-signed-events.ts', import.meta.url);
const SECRET = `whsec_${Buffer.from('the secret of the measurement').toString('base64')}`;
const CONNECTIONS = 64;
const WARM_UP_SHARE = 0.1;
const READERS_MOST = 100_000;
const POSTING_MOST_MS = 5 * 60_000;
const APPLYING_MOST_MS = 60_000;

/** `seconds` is from the first event posted to the last one applied; the rest of `ProcessUse` is that of `serve`, its start included. */
type EventFigures = Posted & ProcessUse & { eventsPerSecond: number; applied: number; eventsThere: number };

async function posted(load: Load): Promise<Posted> {
  const poster = fork(POSTER, { timeout: load.mostMs + APPLYING_MOST_MS });
  const told = once(poster, 'message') as Promise<[Posted]>;
  poster.send(load);
  const [figures] = await told;
  return figures;
}

async function countOf(store: Store, state: 'applied' | 'waiting', issue: number | null): Promise<number> {
  const { count } = await store
    .selectFrom('provider_events')
    .select(({ fn }) => fn.countAll<number | bigint>().as('count'))
    .where('state', '=', state)
    .where('issue_id', issue === null ? 'is' : '=', issue)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** How many events of an issue are applied, once none waits any more. */
async function appliedOf(path: string, issue: number): Promise<{ applied: number; waitedSeconds: number }> {
  const store = await openStore(path);
  const began = performance.now();
  const waited = () => performance.now() - began;
  try {
    while ((await countOf(store, 'waiting', null)) > 0 && waited() < APPLYING_MOST_MS) await sleep(50);
    const waitedSeconds = waited() / 1000;
    return { applied: await countOf(store, 'applied', issue), waitedSeconds };
  } finally {
    await store.destroy();
  }
}

/** Signed events posted into a running `serve` over connections that stay open: checked, kept and applied. */
async function takenIn(events: number, eventsThere: number): Promise<EventFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-events-'));
  try {
    const path = join(folder, 'bench.sqlite');
    const { readers, issues } = await sentIssues(path, Math.min(READERS_MOST, events), eventsThere);
    const site = await serving({ DATABASE_URL: path, RESEND_WEBHOOK_SECRET: SECRET });
    const url = `${site.url}/webhooks/resend`;
    const warmUp = Math.ceil(events * WARM_UP_SHARE);
    const load = {
      url,
      secret: SECRET,
      issue: issues,
      readers,
      events,
      warmUp,
      connections: CONNECTIONS,
      mostMs: POSTING_MOST_MS,
    };
    const figures = await posted(load).catch(async (error) => {
      await site.end();
      throw error;
    });
    const { applied: all, waitedSeconds } = await appliedOf(path, issues);
    const applied = all - warmUp;
    const seconds = figures.seconds + waitedSeconds;
    return { ...figures, ...(await site.end()), seconds, eventsPerSecond: applied / seconds, applied, eventsThere };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(events: number, there: number) {
  return { fresh: await takenIn(events, 0), full: await takenIn(events, there) };
}

type Figures = Awaited<ReturnType<typeof measure>>;

const told = ({ eventsPerSecond, p99Ms }: EventFigures) => `${whole(eventsPerSecond)} a second, p99 ${exact(p99Ms)} ms`;
const isFast = ({ eventsPerSecond, p99Ms }: EventFigures) => eventsPerSecond >= 3000 && p99Ms < 50;

export const providerEvents: Measurement<Figures> = {
  name: 'provider-events',
  run: (extent) => (extent === 'whole' ? measure(60_000, 3_000_000) : measure(1000, 10_000)),
  rows: [
    {
      what: 'provider events: signature checked, kept and applied by `serve`, 64 connections',
      target: 'at least 3,000 a second, p99 under 50 ms',
      figure: ({ fresh }) => told(fresh),
      isMet: ({ fresh }) => isFast(fresh),
    },
    {
      what: 'the same with 3,000,000 events there already',
      target: 'no slower',
      figure: ({ full }) => told(full),
      isMet: ({ fresh, full }) => full.eventsPerSecond >= 0.9 * fresh.eventsPerSecond,
    },
  ],
};
