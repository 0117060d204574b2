import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '#store/open-store.ts';
import { readRecord } from '../fakes/resend/record-file.ts';
import { seededRandom } from '../fakes/resend/seeded-random.ts';
import { type SpawnedFakeResend, spawnFakeResend } from '../fakes/spawn-fake-resend.ts';
import { weeklyIssueFor } from './approved-issue.ts';
import { PROJECT } from './children.ts';
import { giveInterests } from './interests.ts';
import { judgeSendings, type Readers } from './judge-sending.ts';
import type { Filling, Place, PlacedDatabase } from './place.ts';
import type { Outcome } from './scenario.ts';
import type { World } from './world.ts';

/** What the seeds of a scenario have in common. */
export type Stage = {
  place: Place;
  readers: number;
  /** Plays one seed in a world of its own and judges what came of it. */
  play(seed: number, act: (world: World) => Promise<void>, filling?: Filling): Promise<Outcome>;
  /** How long an undisturbed send takes here. */
  sendMs(): Promise<number>;
  end(): Promise<void>;
};

const NOW = new Date('2026-11-17T09:00:00.000Z');
/** The sender asks as fast as the account allows: this is no limit that anybody notices. */
const CALLS_A_SECOND = '100000';

/** Opens the database for a moment only, as while a scenario is played nobody but the senders has it open. */
async function inDatabase<Result>({ url }: PlacedDatabase, work: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openStore(url);
  return work(store).finally(() => store.destroy());
}

async function activeReaders(store: Store): Promise<Readers> {
  const rows = await store.selectFrom('subscribers').select(['id', 'address']).where('status', '=', 'active').execute();
  return new Map(rows.map(({ id, address }) => [id, address]));
}

type Props = { place: Place; filling: Filling; fake: SpawnedFakeResend; recordFile: string };

async function playIn(props: Props, seed: number, act: (world: World) => Promise<void>): Promise<Outcome> {
  const { place, filling, fake } = props;
  const began = performance.now();
  const database = await place.database(filling);
  await fake.reset();
  await fake.setNow(NOW);
  const breaches: string[] = [];
  await inDatabase(database, (store) => giveInterests(store, seed));
  const readers = await inDatabase(database, activeReaders);
  const world: World = {
    place,
    fake,
    databaseUrl: database.url,
    project: PROJECT,
    issue: filling.issue,
    readers,
    readersOf: new Map([[filling.issue, readers]]),
    excuses: { refused: new Set(), left: new Set(), unknown: false },
    environment: { DATABASE_URL: database.url, RESEND_BASE_URL: fake.url, NOW: NOW.toISOString() },
    random: seededRandom(seed),
    kills: 0,
    starts: 0,
    breach: (words) => breaches.push(words),
  };
  await act(world);
  const { readersOf, excuses, kills, starts } = world;
  const accepted = (await readRecord(props.recordFile)).mails;
  const judged = await inDatabase(database, (store) => judgeSendings(store, { readersOf, excuses, accepted }));
  await database.drop();
  const ms = performance.now() - began;
  return { ...judged, kills, starts, ms, breaches: [...breaches, ...judged.breaches] };
}

/** Sets up what a scenario is played on: a place, and a fake Resend in a process of its own that records on disk. */
export async function openStage(place: Place, readers: number): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'verdicts-record-'));
  const recordFile = join(folder, 'accepted.jsonl');
  const fake = await spawnFakeResend(['--record', recordFile, '--no-bodies', '--rate-limit', CALLS_A_SECOND]);
  const play: Stage['play'] = (seed, act, filling = weeklyIssueFor(readers)) =>
    playIn({ place, filling, fake, recordFile }, seed, act);
  const measure = async () => {
    let sendMs = 0;
    await play(0, async (world) => {
      const began = performance.now();
      await place.finish(world);
      sendMs = performance.now() - began;
    });
    return sendMs;
  };
  let measuring: Promise<number> | undefined;
  return {
    place,
    readers,
    play,
    sendMs() {
      measuring ??= measure();
      return measuring;
    },
    async end() {
      await fake.stop('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
