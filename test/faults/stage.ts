import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '#store/open-store.ts';
import { readRecord } from '../fakes/resend/record-file.ts';
import { seededRandom } from '../fakes/resend/seeded-random.ts';
import { type SpawnedFakeResend, spawnFakeResend } from '../fakes/spawn-fake-resend.ts';
import { judgeSending, type Readers } from './judge-sending.ts';
import type { Place } from './place.ts';
import type { Outcome } from './scenario.ts';
import { SMALL_ISSUE, smallIssueFor } from './small-issue.ts';
import type { World } from './world.ts';

/** What the seeds of a scenario have in common. */
export type Stage = {
  place: Place;
  readers: number;
  /** Plays one seed in a world of its own and judges what came of it. */
  play(seed: number, act: (world: World) => Promise<void>): Promise<Outcome>;
  /** How long an undisturbed send takes here. */
  sendMs(): Promise<number>;
  end(): Promise<void>;
};

const NOW = new Date('2026-11-17T09:00:00.000Z');
/** The sender asks as fast as the account allows: this is no limit that anybody notices. */
const CALLS_A_SECOND = '100000';

async function activeReaders(store: Store): Promise<Readers> {
  const rows = await store.selectFrom('subscribers').select(['id', 'address']).where('status', '=', 'active').execute();
  return new Map(rows.map(({ id, address }) => [id, address]));
}

type Props = { place: Place; fake: SpawnedFakeResend; recordFile: string };

async function playIn(
  { place, fake, recordFile }: Props,
  seed: number,
  readers: number,
  act: (world: World) => Promise<void>,
) {
  const database = await place.database(smallIssueFor(readers));
  const store = await openStore(database.url);
  await fake.reset();
  await fake.setNow(NOW);
  const breaches: string[] = [];
  const world: World = {
    place,
    fake,
    databaseUrl: database.url,
    issue: SMALL_ISSUE,
    readers: await activeReaders(store),
    environment: { DATABASE_URL: database.url, RESEND_BASE_URL: fake.url, NOW: NOW.toISOString() },
    random: seededRandom(seed),
    kills: 0,
    starts: 0,
    breach: (words) => breaches.push(words),
  };
  const began = performance.now();
  await act(world);
  const ms = performance.now() - began;
  const judged = await judgeSending(store, world.issue, world.readers, (await readRecord(recordFile)).mails);
  await store.destroy();
  await database.drop();
  const { kills, starts } = world;
  return { ...judged, kills, starts, ms, breaches: [...breaches, ...judged.breaches] };
}

/** Sets up what a scenario is played on: a place, and a fake Resend in a process of its own that records on disk. */
export async function openStage(place: Place, readers: number): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'verdicts-record-'));
  const recordFile = join(folder, 'accepted.jsonl');
  const fake = await spawnFakeResend(['--record', recordFile, '--no-bodies', '--rate-limit', CALLS_A_SECOND]);
  const play: Stage['play'] = (seed, act) => playIn({ place, fake, recordFile }, seed, readers, act);
  let measuring: Promise<Outcome> | undefined;
  return {
    place,
    readers,
    play,
    async sendMs() {
      measuring ??= play(0, (world) => place.finish(world));
      return (await measuring).ms;
    },
    async end() {
      await fake.stop('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
