import { type DeliveryStatus, nextStatus } from './delivery-status.ts';
import type { MailEvent } from './provider-event.ts';
import { type ReaderChange, type ReaderStanding, readerChange } from './reader-standing.ts';

/** A delivery as it stands when an event about it is worked on. */
export type StandingDelivery = {
  outcome: 'accepted' | 'rejected' | 'suppressed' | 'unsubscribed' | 'unknown' | null;
  event: DeliveryStatus;
  emailId: string | null;
};

/** The reader of the delivery, with the statuses of the reader's other accepted deliveries on either side of it. */
export type StandingReader = ReaderStanding & {
  newer: readonly DeliveryStatus[];
  older: readonly DeliveryStatus[];
};

export type DeliveryChange = {
  outcome?: 'accepted';
  email_id?: string;
  event?: NonNullable<DeliveryStatus>;
  problem?: string | null;
};

/** What an event changes; empty parts change nothing. */
export type Changes = { delivery: DeliveryChange; reader: ReaderChange };

/** Whatever we believed: an event about a mail proves that the provider took it. */
function acceptance({ outcome, emailId }: StandingDelivery, event: MailEvent): DeliveryChange {
  return {
    ...(outcome === 'accepted' ? {} : { outcome: 'accepted', problem: null }),
    ...(emailId === null && event.emailId !== undefined ? { email_id: event.emailId } : {}),
  };
}

function statusChange({ event: current }: StandingDelivery, { happening, words }: MailEvent): DeliveryChange {
  const next = nextStatus(current, happening);
  if (next) return { event: next, problem: words ?? null };
  if (happening !== 'failed' || current !== null) return {};
  return { problem: `the provider could not send it: ${words ?? 'no reason given'}` };
}

/** What follows from an event for its delivery and its reader; the reader is undefined when erased. */
export function planChanges(event: MailEvent, delivery: StandingDelivery, reader: StandingReader | undefined): Changes {
  const change = { ...acceptance(delivery, event), ...statusChange(delivery, event) };
  if (!reader) return { delivery: change, reader: {} };
  const statuses = [...reader.newer, change.event ?? delivery.event, ...reader.older];
  return { delivery: change, reader: readerChange(reader, event.happening, statuses) };
}
