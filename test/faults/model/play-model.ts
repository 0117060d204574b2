import { setTimeout as sleep } from 'node:timers/promises';
import type { AsyncCommand } from 'fast-check';
import fc from 'fast-check';
import { untilQuiet } from '../until-quiet.ts';
import { type IssueCommand, SEND_LEADS, steeringCommands, writingCommands, wrongStep } from './issue-commands.ts';
import { brokenPromises } from './model-promises.ts';
import { aModelWorld, deliveriesNow, issueNow, type ModelWorld, mailsNow } from './model-world.ts';
import { FAULTS, join, leave, MEANWHILE, type SendPlan, send, tell } from './sending-commands.ts';

/** What stands in the world is all that is looked at: the model of fast-check has nothing to add. */
type Command = AsyncCommand<object, ModelWorld>;
type Leads = Parameters<typeof wrongStep>[0];

const MINUTE_MS = 60_000;
const WAITS_MINUTES = [1, 30, 12 * 60, 22 * 60, 23 * 60, 25 * 60];

/** Does something and holds the world against everything promised. */
function command(words: string, leads: Leads, run: (world: ModelWorld) => Promise<unknown>): Command {
  return {
    check: () => true,
    toString: () => words,
    async run(_, world) {
      const before = (await issueNow(world)).state;
      const active = await activeNow(world);
      await run(world);
      const wrong = wrongStep(leads, before, (await issueNow(world)).state);
      if (!world.audience && (await deliveriesNow(world)).length > 0) world.audience = active;
      const broken = [...(wrong ? [wrong] : []), ...(await brokenPromises(world))];
      if (broken.length > 0) throw new Error(broken.join('; '));
    },
  };
}

async function activeNow({ rig }: ModelWorld): Promise<ReadonlySet<number>> {
  const rows = await rig.store.selectFrom('subscribers').select('id').where('status', '=', 'active').execute();
  return new Set(rows.map(({ id }) => id));
}

const aSend = fc
  .record<SendPlan>({
    rate: fc.constantFrom(0, 0.3, 0.6, 1),
    only: fc.option(fc.nat({ max: FAULTS.length - 1 }), { nil: undefined }),
    seed: fc.nat(),
    meanwhile: fc.constantFrom(...MEANWHILE),
    atCall: fc.integer({ min: 1, max: 6 }),
    leavesPaused: fc.boolean(),
  })
  .map((plan) => command(`send ${JSON.stringify(plan)}`, SEND_LEADS, (world) => send(world, plan)));

const oneOf = (commands: Readonly<Record<string, IssueCommand>>) =>
  fc.constantFrom(...Object.entries(commands)).map(([name, { leads, run }]) => command(name, leads, run));

async function wait({ rig, calls }: ModelWorld, minutes: number): Promise<void> {
  await untilQuiet(rig.fake, calls);
  rig.advance(minutes * MINUTE_MS);
}

const aWait = fc
  .constantFrom(...WAITS_MINUTES)
  .map((minutes) => command(`wait ${minutes} minutes`, {}, (world) => wait(world, minutes)));

const leaving = fc
  .integer({ min: 1, max: 60 })
  .map((many) => command(`${many} leave`, {}, (world) => leave(world, many)));
const joining = fc
  .integer({ min: 1, max: 20 })
  .map((many) => command(`${many} join`, {}, (world) => join(world, many)));
const telling = fc
  .integer({ min: 1, max: 20 })
  .map((many) => command(`${many} events`, {}, (world) => tell(world, many)));

const someCommands = fc.commands<object, ModelWorld, false>(
  [
    ...[aSend, aSend, aSend, oneOf(steeringCommands), oneOf(steeringCommands), aWait, aWait],
    ...[oneOf({ approve: writingCommands.approve }), oneOf(writingCommands), leaving, joining, telling],
  ],
  { size: '+1', maxCommands: 30 },
);

const END_WITHIN_MS = 5000;

/** However it stands, with a provider that answers it comes to an end. */
async function comeToAnEnd(world: ModelWorld): Promise<void> {
  const plain: SendPlan = { rate: 0, only: undefined, seed: 0, meanwhile: 'nothing', atCall: 0, leavesPaused: false };
  const step = command('send to the end', SEND_LEADS, (one) => send(one, plain));
  // A call of before may still be under way at the provider, and waits take no time here.
  for (const end = performance.now() + END_WITHIN_MS; performance.now() < end; await sleep(20)) {
    await step.run({}, world);
    if ((await issueNow(world)).state !== 'sending') return;
  }
  throw new Error('it does not come to an end');
}

/** A failing run is made shorter by playing it again, so often at most. */
const MOST_SHRINKS = 60;

export type ModelRun = { readers: number; runs: number; seed: number };
export type ModelPlayed = { mails: number; unknown: number; failure: string | undefined };

/** Plays so many runs of commands at random; the failure is the shortest run that breaks a promise. */
export async function playModel({ readers, runs, seed }: ModelRun): Promise<ModelPlayed> {
  let mails = 0;
  let unknown = 0;
  const property = fc.asyncProperty(
    fc.limitShrink(someCommands, MOST_SHRINKS),
    fc.nat(),
    async (commands, worldSeed) => {
      const world = await aModelWorld(readers, worldSeed);
      try {
        await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
        await comeToAnEnd(world);
        mails += mailsNow(world).size;
        unknown += (await deliveriesNow(world)).filter(({ outcome }) => outcome === 'unknown').length;
      } finally {
        await world.rig.end();
      }
    },
  );
  const { failed, counterexample, errorInstance } = await fc.check(property, { seed, numRuns: runs });
  const failure = failed ? `${counterexample?.[0]}: ${(errorInstance as Error | null)?.message}` : undefined;
  return { mails, unknown, failure };
}
