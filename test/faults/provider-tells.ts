import type { AcceptedMail } from '../fakes/resend/accepted-mail.ts';
import type { EventKind } from '../fakes/resend/webhook-event.ts';
import type { EventPlan } from '../fakes/resend/webhook-sender.ts';
import { everyForgery } from '../fakes/resend/webhook-signature.ts';

const KINDS: readonly EventKind[] = [
  'sent',
  'delivered',
  'delivered',
  'deliveryDelayed',
  'bouncedPermanent',
  'bouncedTransient',
  'complained',
  'opened',
  'clicked',
  'suppressed',
  'failed',
  'unknown',
];

/** What a delivery comes to by the events about it, the weightiest last. */
const WEIGHTS = ['suppressed', 'delivered', 'bounced', 'complained'] as const;
type Status = (typeof WEIGHTS)[number];

const STATUS: Partial<Record<EventKind, Status>> = {
  suppressed: 'suppressed',
  delivered: 'delivered',
  bouncedPermanent: 'bounced',
  bouncedTransient: 'bounced',
  complained: 'complained',
};

/** What the provider tells of one mail, and when: before its answer, in any order, again, and what others tell in its name. */
export type Told = {
  early: EventPlan[];
  late: EventPlan[];
  forged: EventPlan[];
  comesTo: Status | null;
  suppresses: boolean;
};

const HOUR_MS = 3_600_000;
const EVENTS_MOST = 3;

export function whatIsTold(mail: AcceptedMail, random: () => number): Told {
  const pick = <Thing>(things: readonly Thing[]) => things[Math.floor(random() * things.length)] as Thing;
  const kinds = Array.from({ length: Math.floor(random() * (EVENTS_MOST + 1)) }, () => pick(KINDS));
  const plans = kinds.map((event): EventPlan & { isEarly: boolean } => ({
    mail,
    event,
    at: new Date(Date.parse(mail.acceptedAt) + random() * HOUR_MS),
    id: `msg_${mail.id}_${Math.floor(random() * 1e12)}`,
    times: random() < 0.3 ? 2 : 1,
    tagsAs: pick(['map', 'map', 'array', 'absent'] as const),
    isEarly: random() < 0.5,
  }));
  const statuses = kinds.flatMap((kind) => STATUS[kind] ?? []);
  const plain = ({ isEarly: _, ...plan }: (typeof plans)[number]): EventPlan => plan;
  return {
    early: plans.filter(({ isEarly }) => isEarly).map(plain),
    late: plans.filter(({ isEarly }) => !isEarly).map(plain),
    forged:
      random() < 0.1 ? [{ mail, event: 'complained', id: `msg_${mail.id}_forged`, forged: pick(everyForgery) }] : [],
    comesTo: WEIGHTS.findLast((weight) => statuses.includes(weight)) ?? null,
    suppresses: kinds.some((kind) => ['suppressed', 'bouncedPermanent', 'complained'].includes(kind)),
  };
}
