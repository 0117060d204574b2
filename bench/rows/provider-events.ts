import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore, type Store } from '#store/open-store.ts';
import type { ProcessUse } from '../process-use.ts';
import type { Load, Posted } from '../provider-events/post-signed-events.ts';
import { sentIssues } from '../provider-events/sent-issues.ts';
import { serving } from '../provider-events/serving.ts';

const POSTER = new URL('../provider-events/post-signed-events.ts', import.meta.url);
const SECRET = `whsec_${Buffer.from('the secret of the measurement').toString('base64')}`;
const WARM_UP_SHARE = 0.1;
const READERS_MOST = 100_000;
const POSTING_MOST_MS = 5 * 60_000;
const APPLYING_MOST_MS = 60_000;

/** `seconds` is from the first event posted to the last one applied; the rest of `ProcessUse` is that of `serve`, its start included. */
export type ProviderEventFigures = Posted &
  ProcessUse & { eventsPerSecond: number; applied: number; eventsThere: number };

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
export async function providerEvents({
  events = 60_000,
  eventsThere = 0,
  connections = 64,
} = {}): Promise<ProviderEventFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-events-'));
  try {
    const path = join(folder, 'bench.sqlite');
    const { readers, issues } = await sentIssues(path, Math.min(READERS_MOST, events), eventsThere);
    const site = await serving({ DATABASE_URL: path, RESEND_WEBHOOK_SECRET: SECRET });
    const url = `${site.url}/webhooks/resend`;
    const warmUp = Math.ceil(events * WARM_UP_SHARE);
    const load = { url, secret: SECRET, issue: issues, readers, events, warmUp, connections, mostMs: POSTING_MOST_MS };
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
