import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Ended } from './children.ts';
import type { Scenario } from './scenario.ts';
import { onSmallDisk, whyNoMount } from './small-disk.ts';
import { kill, startSend, type World } from './world.ts';

/** What ends a command is said in one line with the system's own name for it. */
function mustSayWhy(world: World, { code, output }: Ended, reason: RegExp): void {
  const lines = output.split('\n').filter((line) => line.startsWith('verdicts: '));
  if (code !== 1) world.breach(`the send ended with ${code} where it could not write: ${output.slice(-500)}`);
  else if (lines.length !== 1 || !reason.test(lines[0] ?? '') || /^ {4}at /m.test(output))
    world.breach(`the send does not say clearly that it could not write: ${output.slice(-500)}`);
}

const withDatabase = (world: World, file: string) => {
  world.environment = { ...world.environment, DATABASE_URL: file };
};

const MEGABYTE = 1_048_576;
/** A little less than a send of 10,000 readers needs. */
const BYTES_A_READER = 530;

export const diskFull: Scenario = {
  name: 'disk-full',
  does: 'fills the disk of the database at some moment of a send; twice over, then gives it room',
  place: 'sqlite',
  long: { readers: 10_000, seeds: 30 },
  cut: { readers: 1000, seeds: [1] },
  impossibleHere: whyNoMount,
  run: (seed, stage) =>
    stage.play(seed, (world) =>
      onSmallDisk(world.databaseUrl, world.random() * stage.readers * BYTES_A_READER, async ({ file, resize }) => {
        withDatabase(world, file);
        for (let run = 0; run < 2; run += 1)
          mustSayWhy(world, await startSend(world).ended, /\(SQLITE_(FULL|IOERR_SHMSIZE)\): give its disk room/);
        resize(100 * MEGABYTE);
        await stage.place.finish(world);
      }),
    ),
};

export const readOnlyDatabase: Scenario = {
  name: 'database-read-only',
  does: 'makes the database read-only after the sender was killed at some moment, then lets it be written to again',
  place: 'sqlite',
  long: { readers: 10_000, seeds: 20 },
  cut: { readers: 200, seeds: [1] },
  impossibleHere: whyNoMount,
  async run(seed, stage) {
    const sendMs = await stage.sendMs();
    return stage.play(seed, (world) =>
      onSmallDisk(world.databaseUrl, 100 * MEGABYTE, async ({ file, beReadOnly }) => {
        withDatabase(world, file);
        const sender = startSend(world);
        await Promise.race([sleep(world.random() * sendMs), sender.ended]);
        await kill(world, sender);
        beReadOnly(true);
        mustSayWhy(world, await startSend(world).ended, /\(SQLITE_(READONLY|CANTOPEN)\w*\): let this user write/);
        beReadOnly(false);
        await stage.place.finish(world);
      }),
    );
  },
};

/** As `BUSY_TIMEOUT_MS` of the store. */
const PATIENCE_MS = 10_000;

/** Somebody else who has the database open: what they do, for how long, and whether the sender can bear it. */
const neighbours = [
  { begin: 'begin immediate', forMs: 2000, isBorne: true },
  { begin: 'begin immediate', forMs: PATIENCE_MS + 4000, isBorne: false },
  { begin: 'begin; select count(*) from subscribers', forMs: 4000, isBorne: true },
] as const;

export const busyDatabase: Scenario = {
  name: 'database-busy',
  does: 'holds a write lock for 2 s, for longer than the sender waits, or a long read, from another process',
  place: 'sqlite',
  long: { readers: 10_000, seeds: 12 },
  cut: { readers: 1000, seeds: [1] },
  async run(seed, stage) {
    const sendMs = await stage.sendMs();
    return stage.play(seed, async (world) => {
      const { begin, forMs, isBorne } = neighbours[(seed - 1) % neighbours.length] ?? neighbours[0];
      const sender = startSend(world);
      await sleep(world.random() * sendMs * 0.8);
      const neighbour = new Database(world.databaseUrl, { timeout: PATIENCE_MS });
      neighbour.exec(begin);
      await sleep(forMs);
      neighbour.exec('rollback');
      neighbour.close();
      const end = await sender.ended;
      if (!isBorne) mustSayWhy(world, end, /\(SQLITE_BUSY\): end what holds/);
      else if (end.code !== 0) world.breach(`the send did not wait for ${forMs} ms of ${begin}: ${end.output}`);
      await stage.place.finish(world);
    });
  },
};
