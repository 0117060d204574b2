import { rowNumber } from '#store/row-number.ts';
import type { MailEvent } from './provider-event.ts';

/** A delivery an event may be about, with what tells whether it is. */
export type Candidate = {
  issueId: number;
  subscriberId: number;
  emailId: string | null;
  issueName: string;
  /** Undefined when the reader was erased. */
  address: string | undefined;
  outcome: string | null;
  batch: { state: string; round: number };
};

/** The issue and the reader that an event's delivery tag names; undefined when it names none that could be ours. */
export function taggedDelivery({
  tags,
}: Pick<MailEvent, 'tags'>): { issueId: number; subscriberId: number } | undefined {
  const [, issue = '', subscriber = ''] = /^(\d+)-(\d+)$/.exec(tags.get('delivery') ?? '') ?? [];
  const [issueId, subscriberId] = [rowNumber(issue, 10), rowNumber(subscriber, 10)];
  return issueId === undefined || subscriberId === undefined ? undefined : { issueId, subscriberId };
}

/** `Ada <Ada@readers.org>` and `ada@readers.org` are one mailbox. */
export function bareAddress(mailbox: string): string {
  return (/<([^>]+)>/.exec(mailbox)?.[1] ?? mailbox).trim().toLowerCase();
}

function wasTried({ batch, outcome }: Candidate): boolean {
  if (batch.round > 1) return true;
  return batch.state !== 'waiting' && outcome !== 'unsubscribed' && outcome !== 'suppressed';
}

/**
 * Why an event that names a delivery by its tag is not about it; undefined when it is. An account's webhooks tell of all
 * its mails, those of a rehearsal's database with the same numbers too.
 */
export function whyNotAbout(event: MailEvent, delivery: Candidate): string | undefined {
  if (event.emailId !== undefined && event.emailId === delivery.emailId) return undefined;
  const issueName = event.tags.get('issue');
  if (issueName !== undefined && issueName !== delivery.issueName) return 'names a delivery of another issue';
  const { address } = delivery;
  if (address !== undefined && event.to.length > 0 && !event.to.map(bareAddress).includes(bareAddress(address)))
    return 'names a delivery to another address';
  return wasTried(delivery) ? undefined : 'names a delivery that was never tried';
}
