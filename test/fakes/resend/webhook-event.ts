import type { AcceptedMail } from './accepted-mail.ts';

export type LastEvent =
  | 'queued'
  | 'scheduled'
  | 'sent'
  | 'delivered'
  | 'delivery_delayed'
  | 'bounced'
  | 'complained'
  | 'suppressed'
  | 'opened'
  | 'clicked'
  | 'failed';

type EventData = Readonly<Record<string, unknown>>;
type Entry = { type: string; lastEvent: LastEvent | null; extra?: (at: string) => EventData };

/** Every event that can befall a mail, and what its `data` holds beyond the usual. */
const eventList = {
  sent: { type: 'email.sent', lastEvent: 'sent' },
  scheduled: { type: 'email.scheduled', lastEvent: 'scheduled' },
  delivered: { type: 'email.delivered', lastEvent: 'delivered' },
  deliveryDelayed: { type: 'email.delivery_delayed', lastEvent: 'delivery_delayed' },
  complained: { type: 'email.complained', lastEvent: 'complained' },
  opened: { type: 'email.opened', lastEvent: 'opened' },
  bouncedPermanent: bounced('Permanent', 'NoEmail', 'smtp; 550 5.1.1 no such user'),
  bouncedTransient: bounced('Transient', 'MailboxFull', 'smtp; 452 4.2.2 mailbox full'),
  bouncedUndetermined: bounced('Undetermined', 'Undetermined', 'smtp; 500 unknown'),
  clicked: { type: 'email.clicked', lastEvent: 'clicked', extra: (at) => ({ click: clickAt(at) }) },
  failed: { type: 'email.failed', lastEvent: 'failed', extra: () => ({ failed: { reason: 'reached_daily_quota' } }) },
  suppressed: { type: 'email.suppressed', lastEvent: 'suppressed', extra: () => ({ suppressed: suppression }) },
  unknown: { type: 'email.teleported', lastEvent: null, extra: () => ({ teleported: { to: 'the moon' } }) },
} satisfies Record<string, Entry>;

export type EventKind = keyof typeof eventList;
/** `map` is what Resend documents, `array` what an older page shows, `absent` what one must survive. */
export type TagsAs = 'map' | 'array' | 'absent';
export type WebhookEvent = { type: string; created_at: string; data: EventData };

export function lastEventOf(kind: EventKind): LastEvent | null {
  return eventList[kind].lastEvent;
}

/** The documented envelope: `created_at` is when it happened, `data.created_at` when the mail was made. */
export function webhookEvent(mail: AcceptedMail, kind: EventKind, at: Date, tagsAs: TagsAs = 'map'): WebhookEvent {
  const { type, extra }: Entry = eventList[kind];
  const created_at = at.toISOString();
  const headers = Object.entries(mail.headers).map(([name, value]) => ({ name, value }));
  const data = {
    email_id: mail.id,
    created_at: mail.acceptedAt,
    from: mail.from,
    to: mail.to,
    subject: mail.subject,
    message_id: mail.messageId,
    ...tagsIn(mail, tagsAs),
    ...(headers.length > 0 ? { headers } : {}),
    ...extra?.(created_at),
  };
  return { type, created_at, data };
}

function tagsIn(mail: AcceptedMail, tagsAs: TagsAs): EventData {
  if (tagsAs === 'absent') return {};
  if (tagsAs === 'array') return { tags: mail.tags };
  return { tags: Object.fromEntries(mail.tags.map(({ name, value }) => [name, value])) };
}

function bounced(type: string, subType: string, diagnostic: string): Entry {
  const bounce = { type, subType, message: 'The mail came back.', diagnosticCode: [diagnostic] };
  return { type: 'email.bounced', lastEvent: 'bounced', extra: () => ({ bounce }) };
}

function clickAt(timestamp: string): EventData {
  return { ipAddress: '192.0.2.7', link: 'https://example.test/read', timestamp, userAgent: 'Mozilla/5.0' };
}

const suppression = {
  type: 'OnAccountSuppressionList',
  reason: 'previous_bounce',
  message: 'The address is on the suppression list.',
  diagnosticCode: [],
};
