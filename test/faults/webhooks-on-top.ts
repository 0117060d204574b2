import { setTimeout as sleep } from 'node:timers/promises';
import { applyWaitingEvents } from '#delivery/provider-events/apply-waiting-events.ts';
import { openStore, type Store } from '#store/open-store.ts';
import type { AcceptedMail } from '../fakes/resend/accepted-mail.ts';
import { seededRandom, shuffled } from '../fakes/resend/seeded-random.ts';
import { type EventPlan, type WebhookSender, webhookSender } from '../fakes/resend/webhook-sender.ts';
import type { Child } from './children.ts';
import { everyFault } from './fault-kinds.ts';
import { answerWith, patient, sendAndDie } from './provider-faults.ts';
import { type Told, whatIsTold } from './provider-tells.ts';
import type { Scenario } from './scenario.ts';
import { kill, startWatched, type World } from './world.ts';

const SECRET = `whsec_${Buffer.from('a secret of the fault suite').toString('base64')}`;
const LOOK_EVERY_MS = 20;
const AT_ONCE = 4;

/** The site, which is killed and started again at the same place. */
type Site = { url: string; restart(): Promise<void>; end(): Promise<void> };

async function startSite(world: World): Promise<Site> {
  const start = async (port: string) => {
    const environment = { ...world.environment, PORT: port, RESEND_WEBHOOK_SECRET: SECRET };
    const child = startWatched({ ...world, environment }, ['src/cli/verdicts.ts', 'serve']);
    world.starts += 1;
    return { child, port: (await child.said(/the site is at http:\/\/127\.0\.0\.1:(\d+)/))[1] ?? '' };
  };
  const first = await start('0');
  let child: Child = first.child;
  return {
    url: `http://127.0.0.1:${first.port}/webhooks/resend`,
    async restart() {
      await kill(world, child);
      ({ child } = await start(first.port));
    },
    async end() {
      child.kill('SIGTERM');
      const { code, output } = await child.ended;
      if (code !== 0) world.breach(`the site ended with ${code}: ${output.slice(-500)}`);
    },
  };
}

async function acceptedFrom(world: World, from: number): Promise<AcceptedMail[]> {
  const text = await fetch(`${world.fake.url}/_fake/accepted?from=${from}`).then(
    (response) => response.text(),
    // Nobody listens there just now.
    () => '',
  );
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as AcceptedMail);
}

type Posting = { send(plans: readonly EventPlan[]): Promise<void>; again(): Promise<void> };

/** Posts events as the provider does: what is not answered, or refused where it is genuine, comes again later. */
function postTo(world: World, sender: WebhookSender): Posting {
  let left: EventPlan[] = [];
  const send = async (plans: readonly EventPlan[]) => {
    const posted = await sender.sendAll(plans, { atOnce: AT_ONCE });
    const statusesOf = new Map(posted.map(({ id, statuses }) => [id, statuses]));
    for (const plan of plans) {
      const statuses = statusesOf.get(plan.id ?? '') ?? [];
      const wanted = plan.forged ? 401 : 200;
      if (!statuses.includes(wanted)) left.push(plan);
      if (plan.forged && statuses.includes(200)) world.breach(`an event that is forged (${plan.forged}) was taken`);
    }
  };
  return {
    send,
    async again() {
      const plans = left;
      left = [];
      await send(plans);
      if (left.length > 0) world.breach(`${left.length} events were not answered as they should be to the end`);
    },
  };
}

/** Tells early events of each mail as soon as it is accepted, until `isOver`; returns what it decided to tell. */
async function tellAlongside(
  world: World,
  seed: number,
  posting: Posting,
  isOver: () => boolean,
): Promise<Map<AcceptedMail, Told>> {
  const told = new Map<AcceptedMail, Told>();
  for (let over = isOver(); ; over = isOver()) {
    const mails = await acceptedFrom(world, told.size);
    // Each mail by its own chance, whenever it is seen.
    for (const mail of mails) told.set(mail, whatIsTold(mail, seededRandom(seed * 100_003 + told.size)));
    const fresh = mails.flatMap((mail) => told.get(mail) ?? []);
    await posting.send(fresh.flatMap(({ early, forged }) => [...early, ...forged]));
    if (over && mails.length === 0) return told;
    if (mails.length === 0) await sleep(LOOK_EVERY_MS);
  }
}

async function applyTheRest(store: Store, now: Date): Promise<void> {
  for (let run = 0; run < 100; run += 1) {
    const { applied, ignored } = await applyWaitingEvents(store, now);
    if (applied + ignored === 0) return;
  }
}

/** What the database says of each reader is what the events about their mail come to. */
async function mustAgree(world: World, store: Store, told: ReadonlyMap<AcceptedMail, Told>): Promise<void> {
  const rows = await store
    .selectFrom('deliveries')
    .innerJoin('subscribers', 'subscribers.id', 'deliveries.subscriber_id')
    .select(['subscribers.address', 'subscribers.status', 'deliveries.event'])
    .where('deliveries.outcome', '=', 'accepted')
    .execute();
  const byAddress = new Map(rows.map((row) => [row.address, row]));
  const wrong = [...told].flatMap(([{ to }, { comesTo, suppresses }]) => {
    const row = byAddress.get(to[0] ?? '');
    const status = suppresses ? 'suppressed' : 'active';
    if (row?.event === comesTo && row.status === status) return [];
    return [`${to[0]} is ${row?.event} and ${row?.status}, not ${comesTo} and ${status}`];
  });
  if (wrong.length > 0)
    world.breach(`${wrong.length} readers do not agree with their events: ${wrong.slice(0, 3).join('; ')}`);
  const open = await store
    .selectFrom('provider_events')
    .select('problem')
    .where('state', 'in', ['waiting', 'parked'])
    .execute();
  if (open.length > 0) world.breach(`${open.length} events were never worked on: ${open[0]?.problem}`);
}

async function tellAndSend(world: World, seed: number, sendMs: number): Promise<void> {
  await answerWith(world, seed, everyFault);
  const site = await startSite(world);
  const posting = postTo(world, webhookSender({ url: site.url, secret: SECRET }));
  let isOver = false;
  const telling = tellAlongside(world, seed, posting, () => isOver);
  await sendAndDie(world, sendMs);
  await site.restart();
  await world.place.finish(world, patient);
  isOver = true;
  const told = await telling;
  const late = [...told.values()].flatMap((one) => [...one.late, ...one.early.slice(0, 1)]);
  await posting.send(shuffled(late, seed));
  await posting.again();
  await site.end();
  const store = await openStore(world.databaseUrl);
  await applyTheRest(store, new Date(world.environment.NOW ?? ''));
  await mustAgree(world, store, told).finally(() => store.destroy());
}

/** The site takes events while another process sends; both are killed once, and all faults are on. */
export const webhooksOnTop: Scenario = {
  name: 'webhooks-on-top',
  does: 'tells of the mails early, late, twice, out of order and forged, while the sender and the site are killed and all faults are on',
  place: 'sqlite',
  long: { readers: 2000, seeds: 30 },
  cut: { readers: 200, seeds: [1] },
  async run(seed, stage) {
    const sendMs = await stage.sendMs();
    return stage.play(seed, (world) => tellAndSend(world, seed, sendMs));
  },
};
