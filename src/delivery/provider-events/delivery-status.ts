import type { DatabaseSchema } from '#store/database-schema.ts';
import type { Happening } from './provider-event.ts';

/** What the provider said of an accepted delivery; null while on its way. */
export type DeliveryStatus = DatabaseSchema['deliveries']['event'];

/** Events come in any order and more than once: a status only rises. `suppressed` is lowest, as any other proves that it was sent. */
const RANKS = { suppressed: 1, delivered: 2, bounced: 3, complained: 4 } as const;

const STATUSES: Partial<Record<Happening, NonNullable<DeliveryStatus>>> = {
  suppressed: 'suppressed',
  delivered: 'delivered',
  'bounced-for-good': 'bounced',
  'bounced-in-passing': 'bounced',
  complained: 'complained',
};

/** The status an event raises a delivery to; undefined when it changes nothing. */
export function nextStatus(current: DeliveryStatus, happening: Happening): NonNullable<DeliveryStatus> | undefined {
  const next = STATUSES[happening];
  return next && RANKS[next] > (current === null ? 0 : RANKS[current]) ? next : undefined;
}
