import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '#store/open-store.ts';
import type { Load, Posted } from '../provider-events/post-signed-events.ts';
import { sentIssues } from '../provider-events/sent-issues.ts';
import { serving } from '../provider-events/serving.ts';

const POSTER = new URL('../provider-events/post-signed-events.ts', import.meta.url);
const SECRET = `whsec_${Buffer.from('the secret of the measurement').toString('base64')}`;
const READERS_MOST = 100_000;
const POSTING_MOST_MS = 5 * 60_000;
const APPLYING_MOST_MS = 60_000;

export type ProviderEventFigures = Posted & { eventsPerSecond: number; applied: number; eventsThere: number };

async function posted(load: Load): Promise<Posted> {
  const poster = fork(POSTER, { timeout: load.mostMs + 60_000 });
  poster.send(load);
  const [figures] = (await once(poster, 'message')) as [Posted];
  return figures;
}

/** How many events of an issue are applied, once none waits any more. */
async function appliedOf(path: string, issue: number): Promise<number> {
  const store = await openStore(path);
  const count = async (state: 'applied' | 'waiting') => {
    const query = store.selectFrom('provider_events').where('state', '=', state);
    const ofIssue = state === 'applied' ? query.where('issue_id', '=', issue) : query;
    const row = await ofIssue.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
    return Number(row.count);
  };
  try {
    for (const until = Date.now() + APPLYING_MOST_MS; (await count('waiting')) > 0 && Date.now() < until; )
      await sleep(100);
    return await count('applied');
  } finally {
    await store.destroy();
  }
}

/** Signed events posted into a running `serve` over several connections: checked, stored and applied. */
export async function providerEvents({
  events = 60_000,
  eventsThere = 0,
  connections = 48,
} = {}): Promise<ProviderEventFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-events-'));
  try {
    const path = join(folder, 'bench.sqlite');
    const { readers, issues } = await sentIssues(path, Math.min(READERS_MOST, events), eventsThere);
    const site = await serving({ DATABASE_URL: path, RESEND_WEBHOOK_SECRET: SECRET });
    const load = { secret: SECRET, issue: issues, readers, events, connections, mostMs: POSTING_MOST_MS };
    try {
      const began = performance.now();
      const figures = await posted({ ...load, url: `${site.url}/webhooks/resend` });
      const applied = await appliedOf(path, issues);
      const eventsPerSecond = applied / Math.max(figures.seconds, (performance.now() - began) / 1000 - 0);
      return { ...figures, eventsPerSecond, applied, eventsThere };
    } finally {
      await site.end();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
