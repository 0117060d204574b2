import { randomUUID } from 'node:crypto';
import type { AcceptedMail } from './accepted-mail.ts';
import { shuffled } from './seeded-random.ts';
import { type EventKind, type TagsAs, type WebhookEvent, webhookEvent } from './webhook-event.ts';
import { type Forgery, forgedWebhook, type SignedWebhook, signedWebhook } from './webhook-signature.ts';

export type WebhookTarget = {
  url: string;
  secret: string;
  /** The secret before a rotation: events then carry both signatures, the old one first. */
  oldSecret?: string;
  tagsAs?: TagsAs;
  /** When events happen by default. */
  now?: () => Date;
  /** When they are signed by default: the machine's time, because the SDK checks against that and nothing else. */
  signingNow?: () => Date;
  newId?: () => string;
  onSent?: (mail: AcceptedMail, kind: EventKind) => void;
};

/** One event to post. Early or late is `at` (when it happened) and `signedAt` (when Svix says it was sent). */
export type EventPlan = {
  mail: AcceptedMail;
  event: EventKind | WebhookEvent;
  at?: Date;
  signedAt?: Date;
  /** The svix-id; the same one again is how a repetition is recognised. */
  id?: string;
  /** Posts it this often under one svix-id; default once. */
  times?: number;
  /** Posts it again until a 2xx, at most this often, as Svix would, without its pauses; default 1. */
  attempts?: number;
  forged?: Forgery;
  tagsAs?: TagsAs;
};

export type PostedEvent = { id: string; body: string; statuses: (number | 'unreachable')[] };
export type SendAllOptions = { shuffledBy?: number; atOnce?: number };

export type WebhookSender = {
  /** The signed request, not posted. */
  prepare: (plan: EventPlan) => SignedWebhook & { id: string };
  send: (plan: EventPlan) => Promise<PostedEvent>;
  /** In the given order, or shuffled by a seed, `atOnce` at a time (default 1, which keeps the order). */
  sendAll: (plans: readonly EventPlan[], options?: SendAllOptions) => Promise<PostedEvent[]>;
};

export function webhookSender(target: WebhookTarget): WebhookSender {
  const send = (plan: EventPlan) => sendEvent(target, plan);
  return {
    prepare: (plan) => prepareEvent(target, plan),
    send,
    sendAll: async (plans, { shuffledBy, atOnce = 1 } = {}) => {
      const waiting = (shuffledBy === undefined ? plans : shuffled(plans, shuffledBy)).values();
      const posted: PostedEvent[] = [];
      // All workers draw from one iterator, so each plan is sent once.
      const worker = async () => {
        for (const plan of waiting) posted.push(await send(plan));
      };
      await Promise.all(Array.from({ length: atOnce }, worker));
      return posted;
    },
  };
}

function prepareEvent(target: WebhookTarget, plan: EventPlan): SignedWebhook & { id: string } {
  const { mail, event, id = `msg_${(target.newId ?? randomUUID)()}` } = plan;
  const at = plan.at ?? target.now?.() ?? new Date();
  const built = typeof event === 'object' ? event : webhookEvent(mail, event, at, plan.tagsAs ?? target.tagsAs);
  const toSign = { id, signedAt: plan.signedAt ?? target.signingNow?.() ?? new Date(), body: JSON.stringify(built) };
  if (plan.forged) return { id, ...forgedWebhook(plan.forged, toSign, target.secret) };
  const secrets = target.oldSecret === undefined ? [target.secret] : [target.oldSecret, target.secret];
  return { id, ...signedWebhook(toSign, secrets) };
}

async function sendEvent(target: WebhookTarget, plan: EventPlan): Promise<PostedEvent> {
  const first = prepareEvent(target, plan);
  if (!plan.forged && typeof plan.event === 'string') target.onSent?.(plan.mail, plan.event);
  const statuses: PostedEvent['statuses'] = [];
  for (let time = 0; time < (plan.times ?? 1); time += 1) {
    for (let attempt = 0; attempt < (plan.attempts ?? 1); attempt += 1) {
      // Each attempt is signed anew, at its own time, under the same svix-id and with the same body.
      const status = await post(target.url, attempt === 0 ? first : prepareEvent(target, { ...plan, id: first.id }));
      statuses.push(status);
      if (status !== 'unreachable' && status < 300) break;
    }
  }
  return { id: first.id, body: first.body, statuses };
}

async function post(url: string, { headers, body }: SignedWebhook): Promise<number | 'unreachable'> {
  try {
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual' });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 'unreachable';
  }
}
