import fc from 'fast-check';
import { signedWebhook } from '../../fakes/resend/webhook-signature.ts';
import { SENT_ID, WEBHOOK_SECRET } from '../a-fuzzed-site.ts';
import { nastyText } from '../inputs/nasty-text.ts';
import { type WildRequest, wildHeaders } from '../inputs/wild-request.ts';
import { siteTarget } from '../site-target.ts';
import { eventBodies } from './provider-events.ts';

type Signing = 'right' | 'no secret of ours' | 'none' | 'of another body' | 'of another time';

const signing: fc.Arbitrary<Signing> = fc.constantFrom(
  'right',
  'right',
  'right',
  'right',
  'no secret of ours',
  'none',
  'of another body',
  'of another time',
);
const OTHER_SECRET = `whsec_${Buffer.from('a secret of somebody else').toString('base64')}`;

const svixId = fc.oneof(
  { weight: 5, arbitrary: fc.constant('msg_of_this_input') },
  { weight: 1, arbitrary: fc.constant(`${SENT_ID}-1-0`) },
  {
    weight: 1,
    arbitrary: nastyText.map((text) =>
      text
        .replace(/[^\x20-\x7e\xa1-\xff]/g, '')
        .slice(0, 9_000)
        .trim(),
    ),
  },
);

function signed(how: Signing, id: string, body: string): Record<string, string> {
  if (how === 'none') return {};
  // Signatures are checked against the clock of the machine.
  const signedAt = new Date(Date.now() - (how === 'of another time' ? 3_600_000 : 0));
  const secret = how === 'no secret of ours' ? OTHER_SECRET : WEBHOOK_SECRET;
  return signedWebhook({ id, signedAt, body: how === 'of another body' ? `${body} ` : body }, [secret]).headers;
}

type Webhook = { how: Signing; id: string; body: string; more: WildRequest['headers'] };

const BODY_MOST_BYTES = 256 * 1024;

/** Signed with our secret, and a text that is short enough to be read. */
function isGenuine({ how, id, body, more }: Webhook): boolean {
  const overruled = more.some(([name]) => name.startsWith('svix-'));
  const isRead = Buffer.byteLength(body) <= BODY_MOST_BYTES && !body.includes('\0');
  return how === 'right' && id !== '' && !overruled && isRead;
}

/** Resend's events and what others make of them, posted to the site. */
export const webhooks = siteTarget<Webhook>({
  name: 'webhooks',
  weight: 40,
  inputs: fc.record({ how: signing, id: svixId, body: eventBodies, more: wildHeaders }),
  requestFrom: ({ how, id, body, more }) => ({
    method: 'POST',
    path: '/webhooks/resend',
    headers: [...more, ...Object.entries(signed(how, id, body))],
    body,
  }),
  promises: [
    {
      words: 'what is signed with our secret is answered 200 and kept as it came, what is not is refused',
      broken({ status, wrote, before }, webhook) {
        if (!isGenuine(webhook)) return [400, 401, 413].includes(status) ? undefined : `answered ${status}`;
        const [kept, earlier] = [wrote.get('provider_events') ?? [], before.get('provider_events') ?? []];
        if (status !== 200 || kept.length !== earlier.length + 1) return `answered ${status}, kept ${kept.length}`;
        const event = kept.find((row) => !earlier.some((other) => other.svix_id === row.svix_id));
        return event?.body === webhook.body.toWellFormed() ? undefined : 'kept another body';
      },
    },
    {
      words: 'an event never fails, and never adds or takes away readers and deliveries',
      broken({ wrote, before }) {
        const failed = wrote.get('provider_events')?.find(({ problem }) => String(problem).startsWith('failed'));
        if (failed) return String(failed.problem);
        const tables = ['subscribers', 'deliveries', 'batches'];
        return tables.find((name) => wrote.has(name) && wrote.get(name)?.length !== before.get(name)?.length);
      },
    },
  ],
});
