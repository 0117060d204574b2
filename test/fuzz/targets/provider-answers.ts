import fc from 'fast-check';
import type { Answer, BatchItem } from '#delivery/answer.ts';
import { answerWords } from '#delivery/answer-words.ts';
import { bodyOf } from '#delivery/batch-body.ts';
import { outcomeOfMail } from '#delivery/mail-submitter.ts';
import { carefulPace, type Pace, paceAfter } from '#delivery/pace.ts';
import { resendProvider } from '#delivery/resend-provider.ts';
import { decideNext } from '#delivery/retry-table.ts';
import { emailIdOf } from '../a-fuzzed-site.ts';
import { anyJsonLike } from '../inputs/mutated-json.ts';
import { anyTextLike } from '../inputs/mutated-text.ts';
import { target } from '../target.ts';

/** How the other end behaves: a whole answer, one that breaks off, none. */
type Reply = {
  how: 'answers' | 'breaks off' | 'is not there';
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
  attempt: number;
};

type Handled = { answer: Answer; next: ReturnType<typeof decideNext>; pace: Pace; words: string };

const ITEMS: readonly BatchItem[] = [1, 2, 3].map((reader) => ({
  from: 'news@verdicts.example',
  to: `reader${reader}@example.org`,
  subject: 'x',
  html: 'x',
  text: 'x',
  headers: {},
  tags: [],
}));

const accepted = fc.constantFrom(
  { data: [1, 2, 3].map((reader) => ({ id: emailIdOf(reader) })) },
  { data: [1, 2].map((reader) => ({ id: emailIdOf(reader) })), errors: [{ index: 1, message: 'the `to` is invalid' }] },
  { data: [], errors: [0, 1, 2].map((index) => ({ index, message: 'the `to` is invalid' })) },
);
const refused = fc.constantFrom(
  { statusCode: 429, name: 'rate_limit_exceeded', message: 'Too many requests.' },
  { statusCode: 429, name: 'daily_quota_exceeded', message: 'No more today.' },
  { statusCode: 409, name: 'concurrent_idempotent_requests', message: 'Wait.' },
  { statusCode: 422, name: 'validation_error', message: 'Invalid `from`.' },
  { statusCode: 401, name: 'restricted_api_key', message: 'No.' },
  { statusCode: 500, name: 'internal_server_error', message: 'Ours.' },
);

const number = anyTextLike(
  fc.constantFrom('0', '1', '2', '10', '0.5', '60', '86400', '1e9', '9999999999999', '1e-9', 'soon'),
);
const rates = fc
  .record(
    { 'ratelimit-limit': number, 'ratelimit-remaining': number, 'ratelimit-reset': number, 'retry-after': number },
    { requiredKeys: [] },
  )
  .map((headers) =>
    Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace(/[^\x20-\x7e]/g, '')])),
  );

const inputs: fc.Arbitrary<Reply> = fc.record({
  how: fc.constantFrom('answers', 'answers', 'answers', 'answers', 'answers', 'answers', 'breaks off', 'is not there'),
  status: fc.constantFrom(200, 200, 200, 201, 302, 400, 401, 404, 408, 409, 413, 422, 429, 429, 500, 502, 503, 599),
  headers: rates,
  body: fc.oneof(anyJsonLike(accepted), anyJsonLike(refused), fc.constant('<html><h1>502 Bad Gateway</h1>')),
  attempt: fc.integer({ min: 1, max: 25 }),
});

function replyOf({ how, status, headers, body }: Reply): Response {
  if (how === 'is not there') throw new TypeError('fetch failed');
  if (how === 'answers') return new Response(body, { status, headers });
  const breaking = new ReadableStream({
    pull(controller) {
      controller.enqueue(Buffer.from(body.slice(0, body.length / 2)));
      controller.error(new TypeError('terminated'));
    },
  });
  return new Response(breaking, { status, headers });
}

/** Timers that are asked to wait longer do not wait at all. */
const TIMER_MOST_MS = 2 ** 31 - 1;

const notAWait = (ms: number) => (ms >= 0 && ms <= TIMER_MOST_MS ? undefined : `waits ${ms} ms`);

/** What the provider answers, or something on the way to it. */
export const providerAnswers = target<Reply, Handled>({
  name: 'provider-answers',
  weight: 100,
  inputs,
  async open() {
    const { submitBatch } = resendProvider({ apiKey: 're_test', baseUrl: 'http://unused.test' });
    const [fetch, error] = [globalThis.fetch, console.error];
    // The SDK tells a developer what was refused, each time.
    console.error = () => undefined;
    return {
      async hit(reply) {
        globalThis.fetch = async () => replyOf(reply);
        const answer = await submitBatch(bodyOf(ITEMS), 'a-key');
        outcomeOfMail(answer);
        return {
          answer,
          next: decideNext(answer, ITEMS.length, reply.attempt),
          pace: paceAfter(carefulPace(0), answer.kind === 'silence' ? undefined : answer.rate, 0),
          words: answerWords(answer),
        };
      },
      async close() {
        globalThis.fetch = fetch;
        console.error = error;
      },
    };
  },
  promises: [
    {
      words: 'a batch is settled only when each mail has an id of its own or a refusal',
      broken({ answer, next }) {
        if (next.row.next !== 'settle' || answer.kind !== 'accepted') return undefined;
        const refusedItems = new Set(answer.refused.map(({ index }) => index).filter((index) => index < ITEMS.length));
        const ids = new Set(answer.ids.filter((id) => id !== ''));
        return refusedItems.size + ids.size === ITEMS.length ? undefined : JSON.stringify(answer);
      },
    },
    {
      words: 'nothing is taken for accepted that the provider did not answer with 2xx',
      broken: ({ answer }, { how, status }) =>
        answer.kind === 'accepted' && (how !== 'answers' || status >= 300) ? JSON.stringify(answer) : undefined,
    },
    {
      words: 'silence and success never prove that nothing was accepted',
      broken: ({ next }, { how, status }) =>
        next.row.provesNothingAccepted && (how === 'is not there' || status < 300) ? next.row.answer : undefined,
    },
    { words: 'a wait is one that a timer can wait', broken: ({ next }) => notAWait(next.waitMs ?? 0) },
    {
      words: 'the pace is one that a timer can keep',
      broken: ({ pace }) => notAWait(pace.spacingMs) ?? notAWait(pace.nextCallAtMs),
    },
  ],
});
