import { inTransaction } from '#store/in-transaction.ts';
import type { Store } from '#store/open-store.ts';
import { applyToAddressed, isAboutPersonalMail } from './addressed-reader.ts';
import { clickedLink } from './clicked-link.ts';
import {
  deliveryByEmailId,
  deliveryByName,
  type FoundDelivery,
  settleProvenBatches,
  standingReader,
  writeChanges,
} from './delivery-queries.ts';
import { taggedDelivery, whyNotAbout } from './find-delivery.ts';
import { markEvent, openEvent } from './inbox-queries.ts';
import { markMachines } from './mark-machines.ts';
import { planChanges } from './plan-changes.ts';
import { type MailEvent, readProviderEvent } from './provider-event.ts';

export type Applying = 'applied' | 'parked' | 'ignored' | 'failed' | 'done-before';

type Finding = { delivery: FoundDelivery } | { delivery: undefined; because: string };

/** By our own tag first: it stands on the mail itself, while ids are lost with an answer or come after the event. */
async function findDelivery(store: Store, event: MailEvent): Promise<Finding> {
  const name = taggedDelivery(event);
  const tagged = name && (await deliveryByName(store, name));
  const because = tagged && whyNotAbout(event, tagged);
  if (tagged && because === undefined) return { delivery: tagged };
  const known = event.emailId === undefined ? undefined : await deliveryByEmailId(store, event.emailId);
  return known ? { delivery: known } : { delivery: undefined, because: because ?? 'is about a mail we do not know' };
}

async function applyToDelivery(
  store: Store,
  svixId: string,
  event: MailEvent,
  delivery: FoundDelivery,
  now: Date,
): Promise<void> {
  const changes = planChanges(event, delivery, await standingReader(store, delivery));
  await writeChanges(store, delivery, changes, now);
  const { issueId: issue_id, subscriberId: subscriber_id } = delivery;
  const happened_at = event.happenedAt?.toISOString() ?? null;
  const link = (await clickedLink(store, issue_id, event)) ?? null;
  await markEvent(store, svixId, { state: 'applied', issue_id, subscriber_id, problem: null, happened_at, link });
  if (delivery.outcome === 'unknown') await settleProvenBatches(store);
  if (['delivered', 'opened', 'clicked'].includes(event.happening)) await markMachines(store, delivery);
}

async function applyToReader(store: Store, svixId: string, event: MailEvent, now: Date): Promise<Applying> {
  const subscriber_id = await applyToAddressed(store, event, now);
  if (subscriber_id === undefined) {
    await markEvent(store, svixId, { state: 'ignored', problem: 'went to an address that is not on the list' });
    return 'ignored';
  }
  await markEvent(store, svixId, { state: 'applied', subscriber_id, problem: null });
  return 'applied';
}

async function apply(store: Store, svixId: string, now: Date): Promise<Applying> {
  const kept = await openEvent(store, svixId);
  if (!kept) return 'done-before';
  const reading = readProviderEvent(kept.body);
  if (!reading.event) {
    await markEvent(store, svixId, { state: 'ignored', problem: reading.because });
    return 'ignored';
  }
  if (isAboutPersonalMail(reading.event)) return applyToReader(store, svixId, reading.event, now);
  const finding = await findDelivery(store, reading.event);
  if (!finding.delivery) {
    await markEvent(store, svixId, { state: 'parked', problem: finding.because });
    return 'parked';
  }
  await applyToDelivery(store, svixId, reading.event, finding.delivery, now);
  return 'applied';
}

/**
 * Works on one kept event, all or nothing; one that was worked on before changes nothing. Never throws for what an event
 * says: one that fails stays open with its reason, and the others go on.
 */
export async function applyEvent(store: Store, svixId: string, now: Date): Promise<Applying> {
  try {
    return await inTransaction(store, (transaction) => apply(transaction, svixId, now));
  } catch (error) {
    await markEvent(store, svixId, { state: 'waiting', problem: `failed: ${(error as Error).message}` });
    return 'failed';
  }
}
