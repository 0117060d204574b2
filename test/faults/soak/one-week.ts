import { mondayOf } from '#calendar/iso-week.ts';
import type { SubmitBatch } from '#delivery/answer.ts';
import { pacerOfOneProcess } from '#delivery/pacer.ts';
import { resendProvider } from '#delivery/resend-provider.ts';
import { type SendWeekPorts, sendWeek } from '#delivery/send-week.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { readyMail } from '#rendering/ready-mail.ts';
import { faultsAtRandom } from '../../fakes/fake-resend.ts';
import { CALL_TIMEOUT_MS, everyFault, REFUSED } from '../fault-kinds.ts';
import { writeFreshData } from '../fresh-data.ts';
import { type Judgement, judgeSendings, type Readers } from '../judge-sending.ts';
import { untilQuiet } from '../until-quiet.ts';
import { report } from './provider-reports.ts';
import { erase, leave, movements } from './readers-come-and-go.ts';
import { noWait, type SoakWorld } from './soak-world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const RATE = 0.3;
const RUNS_MOST = 300;
/** One of so many weeks, the provider falls silent in the middle for longer than it remembers keys. */
const SILENT_WEEK_IN = 6;

class Died extends Error {}

/** Sends as the real sender does, but that it may die at one of its calls and that somebody leaves at another. */
function sender(world: SoakWorld, name: IssueName): () => Promise<string> {
  const { app, random } = world;
  const provider = resendProvider({ apiKey: 're_soak', baseUrl: world.fake.url, timeoutMs: CALL_TIMEOUT_MS });
  const within = (calls: number) => 1 + Math.floor(random() * calls);
  return async () => {
    let calls = 0;
    const [diesAt, leavesAt] = [random() < 0.3 ? within(40) : 0, within(20)];
    const submitBatch: SubmitBatch = async (body, key) => {
      calls += 1;
      world.calls += 1;
      const call = calls;
      if (call === leavesAt) await leave(world, 2);
      if (call === leavesAt + 1) await erase(world, 1);
      const answer = await provider.submitBatch(body, key);
      if (call === diesAt) throw new Died();
      return answer;
    };
    const ports: SendWeekPorts = {
      ...provider,
      submitBatch,
      store: world.store,
      clock: app.clock,
      today: app.today,
      mail: app.mail,
      readyMail,
      secret: app.config.appSecret,
      holder: app.holder,
      approval: 'auto',
      delivery: 'inline',
      pacer: pacerOfOneProcess(() => performance.now()),
      wait: noWait,
      report: () => undefined,
      stop: new AbortController().signal,
    };
    return sendWeek(ports, name).then(
      ({ kind }) => kind,
      (error: Error) => {
        if (!(error instanceof Died)) throw error;
        return 'died';
      },
    );
  };
}

async function sendToTheEnd(world: SoakWorld, name: IssueName, seed: number, isSilent: boolean): Promise<void> {
  const send = sender(world, name);
  const faults = faultsAtRandom({ seed, rate: RATE, kinds: everyFault });
  // The silent provider takes the mails of a part of the calls, and says nothing to any.
  const silence = faultsAtRandom({ seed, rate: 1, kinds: ['lostAfterAccept', 'resetBeforeAccept'] });
  world.fake.script(isSilent ? (call) => (call.number % 7 < 4 ? silence(call) : undefined) : faults);
  if (isSilent) {
    await send();
    await untilQuiet(world.fake, world.calls);
    world.advance(DAY_MS + HOUR_MS);
  }
  world.fake.script(faults);
  for (let run = 0; run < RUNS_MOST; run += 1) {
    const kind = await send();
    if (kind === 'sent' || kind === 'not-sendable') return;
  }
  world.breach(`${name} is not sent after ${RUNS_MOST} runs`);
}

/** What the unknown come to: the provider's list, and the editor where it does not have them. */
async function settle(world: SoakWorld, name: IssueName): Promise<void> {
  const watch = { report: () => undefined, stop: new AbortController().signal };
  world.fake.script([]);
  const provider = await world.app.provider();
  if (provider) await world.app.askProvider(name, provider, watch);
}

async function activeNow({ store }: SoakWorld): Promise<Readers> {
  const rows = await store.selectFrom('subscribers').select(['id', 'address']).where('status', '=', 'active').execute();
  return new Map(rows.map(({ id, address }) => [id, address]));
}

/** The list is what came of everything that happened: nobody was brought back, nobody fell off. */
function mustBeTheList(world: SoakWorld, readers: Readers, name: IssueName): void {
  const wrong = [...new Set(readers.values()).symmetricDifference(world.active)];
  if (wrong.length === 0) return;
  const standing = readers.values().some((address) => address === wrong[0]) ? 'active' : 'not active';
  world.breach(`${name}: ${wrong.length} readers are wrongly on or off the list, ${wrong[0]} is ${standing}`);
}

/** One week from its Monday to the next: readers come and go, the issue is made and sent, the provider tells. */
export async function oneWeek(world: SoakWorld, number: number, readersAtFirst: number): Promise<Judgement> {
  const name = world.app.thisWeek();
  world.fake.reset();
  world.calls = 0;
  await writeFreshData(world.dataDir, number, mondayOf(name));
  for (const { ofAThousand, move } of Object.values(movements))
    await move(world, Math.ceil((readersAtFirst * ofAThousand) / 1000));
  await world.app.compose(name, { who: 'the soak', overEdits: false });
  world.advance(DAY_MS);
  const readers = await activeNow(world);
  mustBeTheList(world, readers, name);
  world.goneThisWeek.clear();
  const isSilent = number % SILENT_WEEK_IN === 0;
  await sendToTheEnd(world, name, number, isSilent);
  if (isSilent) await settle(world, name);
  const accepted = world.fake.accepted.filter(({ tags }) => tags.some((tag) => tag.name === 'issue'));
  const excuses = { refused: new Set(REFUSED), left: new Set(world.goneThisWeek), unknown: isSilent };
  await report(world, accepted);
  const judged = await judgeSendings(world.store, { readersOf: new Map([[name, readers]]), excuses, accepted });
  const nextMonday = Date.parse(`${mondayOf(name)}T08:00:00Z`) + 7 * DAY_MS;
  world.advance(nextMonday - world.now().getTime());
  return judged;
}
