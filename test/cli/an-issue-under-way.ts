import { openApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { aSharedDatabase } from '../builders/databases.ts';
import { addReaders } from '../builders/store-builders.ts';
import type { Fault } from '../fakes/resend/faults.ts';
import { type SpawnedFakeResend, spawnFakeResend } from '../fakes/spawn-fake-resend.ts';

export const READERS = 1000;
const EDITOR = 'editor@example.org';

/** What stands in the database of a run, while it runs and afterwards. */
export type UnderWay = {
  fake: SpawnedFakeResend;
  environment: NodeJS.ProcessEnv;
  /** The state of each batch, in order. */
  batches(): Promise<string[]>;
  /** The state of the issue. */
  state(): Promise<string | undefined>;
  leases(): Promise<string[]>;
  end(): Promise<void>;
};

/** An issue to a thousand readers whose sending has begun, and not one call of it was made: whoever starts next goes on with it. */
export async function anIssueUnderWay(faults: readonly Fault[]): Promise<UnderWay> {
  const fake = await spawnFakeResend(['--rate-limit', '50']);
  const settings = {
    DATABASE_URL: await aSharedDatabase(),
    RESEND_BASE_URL: fake.url,
    EDITORS: EDITOR,
    NOW: '2026-11-20T09:00:00Z',
    PORT: '0',
  };
  const { config, problems } = readConfig(settings);
  if (!config) throw new Error(problems.join('\n'));
  const app = await openApp(config);
  const name = app.thisWeek();
  await addReaders(app.store, READERS);
  await app.compose(name, { who: EDITOR, overEdits: false });
  await app.approve(name, { editor: EDITOR });
  const provider = await app.provider();
  if (!provider) throw new Error('no provider');
  await app.send(name, provider, { report: () => undefined, stop: AbortSignal.abort() });
  await fake.script(faults);
  return {
    fake,
    environment: { PATH: process.env.PATH, ...settings },
    batches: async () =>
      (await app.store.selectFrom('batches').select('state').orderBy('number').execute()).map(({ state }) => state),
    state: async () => (await app.store.selectFrom('issues').select('state').executeTakeFirst())?.state,
    leases: async () => (await app.store.selectFrom('leases').select('name').execute()).map(({ name }) => name),
    async end() {
      await app.close();
      await fake.stop();
    },
  };
}
