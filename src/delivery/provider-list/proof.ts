import { deliveryTag } from '../batch-body.ts';
import { bareAddress } from '../provider-events/find-delivery.ts';
import type { ListedMail, Tags } from './listed-mail.ts';

/** A delivery nobody knows the outcome of, with the addresses its mail may have gone to; none when the reader was erased. */
export type OpenDelivery = { issueId: number; issueName: string; subscriberId: number; addresses: readonly string[] };

/**
 * Whether a mail of the provider's list proves that a delivery was accepted. Its tags must name the issue and the delivery,
 * and it must have gone to the reader: the list shows all mails of the account, those of another database with the same
 * numbers too. It proves this one delivery and no other of its batch, because all our batches are permissive and of those
 * the provider takes what it likes; of a strict batch, which we never send, one proven mail would prove all.
 */
export function proves(mail: Pick<ListedMail, 'to'>, tags: Tags, delivery: OpenDelivery): boolean {
  if (tags.get('issue') !== delivery.issueName) return false;
  if (tags.get('delivery') !== deliveryTag(delivery.issueId, delivery.subscriberId)) return false;
  const addresses = delivery.addresses.map(bareAddress);
  return addresses.length === 0 || mail.to.map(bareAddress).some((address) => addresses.includes(address));
}
