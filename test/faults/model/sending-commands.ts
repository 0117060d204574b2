import type { SubmitBatch } from '#delivery/answer.ts';
import { receiveEvent } from '#delivery/provider-events/receive-event.ts';
import { resendProvider } from '#delivery/resend-provider.ts';
import { pauseSending, stopSending } from '#delivery/steer-sending.ts';
import { addressSchema } from '#subscribers/address.ts';
import { eraseSubscriber, insertActiveSubscribers, unsubscribe } from '#subscribers/subscriber-queries.ts';
import { faultsAtRandom } from '../../fakes/resend/fault-script.ts';
import type { Fault } from '../../fakes/resend/faults.ts';
import { shuffled } from '../../fakes/resend/seeded-random.ts';
import { type EventKind, webhookEvent } from '../../fakes/resend/webhook-event.ts';
import { deliveriesNow, EDITOR, type ModelWorld, mailsNow, NAME } from './model-world.ts';

const CALL_TIMEOUT_MS = 150;

export const FAULTS: readonly Fault[] = [
  'lostAfterAccept',
  'resetBeforeAccept',
  'truncated200',
  'nonJson200',
  'serverErrorHtml',
  { kind: 'serverErrorJson', accepts: true },
  { kind: 'rateLimited', retryAfterSeconds: null },
  'dailyQuota',
  'unauthorized',
  { kind: 'rejectRecipients', addresses: [1, 7, 120, 230].map((reader) => `delivered+reader${reader}@resend.dev`) },
  { kind: 'hang', ms: 5 },
  { kind: 'slow', ms: CALL_TIMEOUT_MS + 50 },
];

/** What happens in the middle of a send, just before or after one of its calls. */
export const MEANWHILE = ['nothing', 'dies', 'dies after the call', 'pause', 'stop', 'leave', 'join', 'event'] as const;
export type Meanwhile = (typeof MEANWHILE)[number];

/** `only` makes every fault the one of that number. */
export type SendPlan = {
  rate: number;
  only: number | undefined;
  seed: number;
  meanwhile: Meanwhile;
  atCall: number;
  leavesPaused: boolean;
};

class Died extends Error {}

/** Readers leave or are erased. For whom nothing had been tried by then, nothing is tried any more. */
export async function leave(world: ModelWorld, howMany: number): Promise<void> {
  const { store } = world.rig;
  const active = await store.selectFrom('subscribers').select('id').where('status', '=', 'active').execute();
  const leaving = shuffled(active, Math.floor(world.random() * 2 ** 31)).slice(0, howMany);
  const at = world.now().toISOString();
  for (const { id } of leaving)
    await (world.random() < 0.5 ? eraseSubscriber(store, id, `hash of ${id}`, at) : unsubscribe(store, id, 'left', at));
  const deliveries = new Map((await deliveriesNow(world)).map((delivery) => [delivery.subscriber, delivery]));
  const mails = mailsNow(world);
  for (const { id } of leaving) {
    const batch = deliveries.get(id)?.batch;
    const wasNeverTried = batch === undefined || (batch.state === 'waiting' && batch.round === 1);
    if (wasNeverTried && !mails.has(id)) world.gone.add(id);
  }
}

/** Readers who come after the freezing are not in its audience. */
export async function join(world: ModelWorld, howMany: number): Promise<void> {
  const at = world.now().toISOString();
  const consent = { name: null, consentSource: 'test', consentAt: at };
  const joining = Array.from({ length: howMany }, () => ({
    ...consent,
    address: addressSchema.parse(`delivered+new${Math.floor(world.random() * 1e12)}@resend.dev`),
  }));
  await insertActiveSubscribers(world.rig.store, joining, at);
}

const EVENTS: readonly EventKind[] = [
  'delivered',
  'bouncedPermanent',
  'bouncedTransient',
  'complained',
  'suppressed',
  'opened',
];

/** The provider tells something of some mails, sometimes twice, sometimes of a mail that is none of ours. */
export async function tell(world: ModelWorld, howMany: number): Promise<void> {
  const { rig, random } = world;
  for (let count = 0; count < howMany; count += 1) {
    const mail = rig.fake.accepted[Math.floor(random() * rig.fake.accepted.length)];
    if (!mail) return;
    const kind = EVENTS[Math.floor(random() * EVENTS.length)] ?? 'delivered';
    const event = webhookEvent(mail, kind, world.now(), random() < 0.8 ? 'map' : 'absent');
    const told = random() < 0.1 ? { ...event, data: { ...event.data, email_id: 'none of ours', tags: {} } } : event;
    const id = `msg_${mail.id}_${kind}`;
    for (let times = random() < 0.3 ? 2 : 1; times > 0; times -= 1)
      await receiveEvent(rig.store, id, JSON.stringify(told), world.now());
  }
}

async function happen(world: ModelWorld, meanwhile: Meanwhile): Promise<void> {
  const steering = { name: NAME, who: EDITOR, at: world.now() };
  if (meanwhile === 'pause') await pauseSending(world.rig.store, steering);
  if (meanwhile === 'stop') await stopSending(world.rig.store, steering);
  if (meanwhile === 'leave') await leave(world, 5);
  if (meanwhile === 'join') await join(world, 5);
  if (meanwhile === 'event') await tell(world, 5);
  if (meanwhile === 'dies') throw new Died();
}

/** Sends, while the provider misbehaves and something else happens; says what came of it. */
export async function send(world: ModelWorld, plan: SendPlan): Promise<string> {
  const { rig } = world;
  const timeout = plan.rate > 0 ? { timeoutMs: CALL_TIMEOUT_MS } : {};
  const provider = resendProvider({ apiKey: 're_test', baseUrl: rig.fake.url, ...timeout });
  let calls = 0;
  const submitBatch: SubmitBatch = async (body, key) => {
    calls += 1;
    const isTheCall = calls === plan.atCall;
    if (isTheCall) await happen(world, plan.meanwhile);
    world.calls += 1;
    const answer = await provider.submitBatch(body, key);
    if (isTheCall && plan.meanwhile === 'dies after the call') throw new Died();
    return answer;
  };
  const kinds = FAULTS.filter((_, index) => plan.only === undefined || plan.only === index);
  rig.fake.script(faultsAtRandom({ seed: plan.seed, rate: plan.rate, kinds }));
  try {
    return (await rig.send({ submitBatch, leavesPaused: plan.leavesPaused })).kind;
  } catch (error) {
    if (!(error instanceof Died)) throw error;
    return 'died';
  } finally {
    rig.fake.script([]);
  }
}
