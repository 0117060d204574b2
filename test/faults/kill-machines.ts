import { setTimeout as sleep } from 'node:timers/promises';
import { onServer } from '../builders/postgres-server.ts';
import type { Child } from './children.ts';
import type { Scenario } from './scenario.ts';
import { kill, startWatched, type World } from './world.ts';

/** A machine that stands still is given up by the others after ten seconds. */
const LONGER_THAN_A_LEASE_MS = 15_000;
/** What a machine had under way when it was stopped is over by then, or was never begun. */
const AFTER_WAKING_MS = 3000;

function startWorker(world: World): Child {
  world.starts += 1;
  return startWatched(world, ['src/cli/verdicts.ts', 'worker']);
}

/** Its time has come: whichever machine looks first freezes it. The very first look ever would only take note of the time. */
async function makeDue({ databaseUrl, issue, environment: { NOW = '' } }: World): Promise<void> {
  const minuteBefore = new Date(Date.parse(NOW) - 60_000).toISOString();
  await onServer(databaseUrl, async (client) => {
    await client.query(
      `insert into schedule_runs (job, slot, claimed_at, finished_at, outcome) values ('send-at-own-time', $1, $1, $1, '')`,
      [minuteBefore],
    );
    return client.query('update issues set send_at = $1 where name = $2', [NOW, issue]);
  });
}

async function untilIt(is: 'frozen' | 'sent', { databaseUrl, issue, breach }: World, limitMs: number): Promise<void> {
  const states = is === 'sent' ? ['sent'] : ['sending', 'sent'];
  const asked = () =>
    onServer(databaseUrl, (client) =>
      client.query('select from issues where name = $1 and state = any($2)', [issue, states]),
    );
  for (const end = performance.now() + limitMs; (await asked()).length === 0; await sleep(50))
    if (performance.now() > end) return breach(`it is not ${is} after ${limitMs / 1000} s`);
}

async function end(world: World, machine: Child): Promise<void> {
  machine.kill('SIGTERM');
  const { code, output } = await machine.ended;
  // One that stood still while it was being loaded knows of no signals yet, and has nothing to give back.
  const hadBegun = code !== null || output !== '';
  if (code !== 0 && hadBegun) world.breach(`a machine that was asked to end ended with ${code}: ${output.slice(-500)}`);
}

/** Three machines on one database: two are killed, one stands still for longer than its lease and is woken. */
export const killMachines: Scenario = {
  name: 'kill-machines',
  does: 'on PostgreSQL, kills two of three workers with -9 at random moments, stops the third past its lease and wakes it; a fresh one or a send goes on',
  place: 'postgres',
  long: { readers: 10_000, seeds: 100 },
  cut: { readers: 1000, seeds: [1] },
  async run(seed, stage) {
    const sendMs = await stage.sendMs();
    return stage.play(seed, async (world) => {
      await makeDue(world);
      const [one, two, three] = [startWorker(world), startWorker(world), startWorker(world)] as const;
      await untilIt('frozen', world, 60_000);
      const moment = () => world.random() * sendMs;
      const at = async (ms: number, act: () => unknown) => {
        await sleep(ms);
        await act();
      };
      await Promise.all([
        at(moment(), () => kill(world, one)),
        at(moment(), () => kill(world, two)),
        at(moment(), () => three.kill('SIGSTOP')),
      ]);
      const stood = sleep(LONGER_THAN_A_LEASE_MS);
      const restarted = world.random() < 0.5 ? startWorker(world) : undefined;
      if (restarted) await untilIt('sent', world, 60_000);
      else await stage.place.finish(world);
      await stood;
      three.kill('SIGCONT');
      await sleep(AFTER_WAKING_MS);
      await Promise.all([three, ...(restarted ? [restarted] : [])].map((machine) => end(world, machine)));
    });
  },
};
