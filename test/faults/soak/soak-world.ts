import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Store } from '#store/open-store.ts';
import { type App, openApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { type FakeResend, startFakeResend } from '../../fakes/fake-resend.ts';
import { seededRandom, shuffled } from '../../fakes/resend/seeded-random.ts';

/** A newsletter that is kept for weeks on end, and what must be true of its list. */
export type SoakWorld = {
  app: App;
  store: Store;
  fake: FakeResend;
  /** The data folder, which is written anew each week, and where import files are put. */
  dataDir: string;
  folder: string;
  now(): Date;
  advance(ms: number): void;
  random(): number;
  /** How many calls were made in this week's sending. */
  calls: number;
  /** So many of these, by chance. */
  some<Thing>(things: Iterable<Thing>, many: number): Thing[];
  /** Who is to be mailed by all that has happened, and who has gone for now or for good. */
  active: Set<string>;
  left: Set<string>;
  erased: Set<string>;
  suppressed: Set<string>;
  /** Who has gone since the issue of the week was frozen. */
  goneThisWeek: Set<string>;
  newcomers: number;
  breach(words: string): void;
  end(): Promise<void>;
};

const START = new Date('2026-11-23T08:00:00.000Z');

type Options = { databaseUrl: string; folder: string; seed: number; breach(words: string): void };

export async function aSoakWorld({ databaseUrl, folder, seed, breach }: Options): Promise<SoakWorld> {
  let nowMs = START.getTime();
  const now = () => new Date(nowMs);
  const fake = await startFakeResend({ rateLimit: 'off', keepBodies: false, now });
  const dataDir = `${folder}/data`;
  const { config, problems } = readConfig({
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    RESEND_BASE_URL: fake.url,
    APPROVAL: 'auto',
    LINEUP_FEWEST: '1',
  });
  if (!config) throw new Error(problems.join('\n'));
  const app = await openApp(config, now);
  const random = seededRandom(seed);
  const rows = await app.store.selectFrom('subscribers').select('address').execute();
  return {
    app,
    fake,
    folder,
    dataDir,
    now,
    random,
    breach,
    store: app.store,
    advance(ms) {
      nowMs += ms;
    },
    some: (things, many) => shuffled([...things], Math.floor(random() * 2 ** 31)).slice(0, many),
    active: new Set(rows.map(({ address }) => address)),
    left: new Set(),
    erased: new Set(),
    suppressed: new Set(),
    goneThisWeek: new Set(),
    newcomers: 0,
    calls: 0,
    async end() {
      await app.close();
      await fake.close();
    },
  };
}

/** Waits take no time: the clock is moved by hand. */
export const noWait = async (): Promise<void> => {
  await nextTurn();
};
