import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Ended } from './children.ts';
import type { Scenario } from './scenario.ts';
import { startSend, type World } from './world.ts';

/** Whoever reads it knows what happened and what to do. */
function mustSayWhy(world: World, { code, output }: Ended, remedy: string): void {
  const lines = output.split('\n').filter((line) => line.startsWith('verdicts: '));
  if (code === 0) return;
  if (lines.length !== 1 || !lines[0]?.endsWith(`: ${remedy}, then run the command again`) || /^ {4}at /m.test(output))
    world.breach(`the send does not say clearly what ended it: ${output.slice(-800)}`);
}

export const postgresRestarted: Scenario = {
  name: 'postgres-restarted',
  does: 'restarts PostgreSQL at a random moment of a send, then sends again',
  place: 'postgres',
  long: { readers: 10_000, seeds: 30 },
  cut: { readers: 300, seeds: [1] },
  async run(seed, stage) {
    const sendMs = await stage.sendMs();
    return stage.play(seed, async (world) => {
      const sender = startSend(world);
      await Promise.race([sleep(world.random() * sendMs), sender.ended]);
      await world.place.restart?.();
      mustSayWhy(world, await sender.ended, 'wait until it answers');
      await stage.place.finish(world);
    });
  },
};

/** Takes every connection that is left to be had, also those kept for the administrator. */
async function takeEveryConnection(url: string): Promise<pg.Client[]> {
  const clients: pg.Client[] = [];
  for (;;) {
    const client = new pg.Client(url);
    client.on('error', () => undefined);
    try {
      await client.connect();
      clients.push(client);
    } catch {
      return clients;
    }
  }
}

export const noConnectionLeft: Scenario = {
  name: 'postgres-no-connection-left',
  does: 'takes every connection that PostgreSQL has to give while a send begins or goes on, then gives them back',
  place: 'postgres',
  long: { readers: 10_000, seeds: 20 },
  cut: { readers: 0, seeds: [] },
  async run(seed, stage) {
    const sendMs = await stage.sendMs();
    return stage.play(seed, async (world) => {
      const taken = await takeEveryConnection(world.databaseUrl);
      mustSayWhy(world, await startSend(world).ended, 'let it take more connections, or end some');
      await Promise.all(taken.map((client) => client.end()));
      const sender = startSend(world);
      await Promise.race([sleep(world.random() * sendMs), sender.ended]);
      const again = await takeEveryConnection(world.databaseUrl);
      await Promise.race([sleep(sendMs), sender.ended]);
      await Promise.all(again.map((client) => client.end()));
      mustSayWhy(world, await sender.ended, 'let it take more connections, or end some');
      await stage.place.finish(world);
    });
  },
};

/** Often enough for every batch to meet it, seldom enough for somebody to get through. */
const MEDDLE_EVERY_MS = 25;

/** Changes what the sender has read and is about to write, again and again, until it is told to end. */
async function meddle(url: string, until: AbortSignal): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  let times = 0;
  for (; !until.aborted; times += 1) {
    await client.query(`update batches set problem = problem where state in ('waiting', 'attempted')`);
    await client.query('update issues set paused_because = paused_because');
    await sleep(MEDDLE_EVERY_MS);
  }
  await client.end();
  return times;
}

export const serializationFailures: Scenario = {
  name: 'postgres-serialization-failures',
  does: 'changes the rows of a send all the time, so that its transactions fail to serialize and begin again',
  place: 'postgres',
  long: { readers: 10_000, seeds: 20 },
  cut: { readers: 0, seeds: [] },
  run: (seed, stage) =>
    stage.play(seed, async (world) => {
      const ending = new AbortController();
      const meddling = meddle(world.databaseUrl, ending.signal);
      await stage.place.finish(world);
      ending.abort();
      if ((await meddling) < 10) world.breach('nobody meddled');
    }),
};
