import fc from 'fast-check';
import { type EventReading, readProviderEvent } from '#delivery/provider-events/provider-event.ts';
import { emailIdOf, ISSUES, ORIGIN, SENT_ID } from '../a-fuzzed-site.ts';
import { anyJsonLike } from '../inputs/mutated-json.ts';
import { target } from '../target.ts';

const mail = fc.record({ reader: fc.integer({ min: 1, max: 8 }), knowsId: fc.boolean(), tagsAs: fc.nat({ max: 2 }) });

/** As Resend documents them, about mails of the issue that was sent. */
const data = mail.map(({ reader, knowsId, tagsAs }) => {
  const tags = { issue: ISSUES.sent, delivery: `${SENT_ID}-${reader}` };
  const list = Object.entries(tags).map(([name, value]) => ({ name, value }));
  return {
    email_id: knowsId ? emailIdOf(reader) : '11111111-0000-4000-8000-000000000000',
    created_at: '2026-11-17T09:00:00.000Z',
    from: 'News <news@verdicts.example>',
    to: [`delivered+reader${reader}@resend.dev`],
    subject: 'Alpha or Beta?',
    tags: [tags, list, { 'personal-mail': 'welcome' }][tagsAs],
  };
});

const detail = { type: 'Permanent', subType: 'NoEmail', message: 'The mail came back.', reason: 'x' };
const person = { ipAddress: '192.0.2.7', userAgent: 'Mozilla/5.0', timestamp: '2026-11-17T09:00:30.000Z' };
const kinds = fc.constantFrom(
  { type: 'email.sent' },
  { type: 'email.scheduled' },
  { type: 'email.delivered' },
  { type: 'email.delivery_delayed' },
  { type: 'email.complained' },
  { type: 'email.bounced', more: { bounce: detail } },
  { type: 'email.bounced', more: { bounce: { ...detail, type: 'Transient' } } },
  { type: 'email.suppressed', more: { suppressed: detail } },
  { type: 'email.failed', more: { failed: detail } },
  { type: 'email.opened', more: { open: person } },
  { type: 'email.clicked', more: { click: { ...person, link: `${ORIGIN}/compare/alpha-vs-beta` } } },
  { type: 'contact.created' },
  { type: 'email.teleported' },
);

/** What Resend tells, and what came out of that on its way or out of its next version. */
export const eventBodies = anyJsonLike(
  fc.tuple(kinds, data).map(([{ type, ...kind }, about]) => ({
    type,
    created_at: '2026-11-17T09:00:01.000Z',
    data: { ...about, ...('more' in kind ? kind.more : {}) },
  })),
);

/** The bodies of webhooks once their signature was found to be right. */
export const providerEvents = target<string, EventReading>({
  name: 'provider-events',
  weight: 100,
  inputs: eventBodies,
  open: async () => ({ hit: readProviderEvent }),
  promises: [
    {
      words: 'an event has an instant that can be written down, or none',
      broken: ({ event }) =>
        event?.happenedAt && Number.isNaN(event.happenedAt.getTime()) ? 'it has an invalid one' : undefined,
    },
    {
      words: 'what cannot be used says why',
      broken: (reading) => (reading.event || reading.because !== '' ? undefined : 'it does not'),
    },
  ],
});
