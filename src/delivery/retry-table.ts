import type { Answer } from './answer.ts';

const SECOND_MS = 1000;

/**
 * What follows from an answer:
 * - `settle`: write down who was accepted and who was refused;
 * - `again`: the same bytes under the same key, after a wait;
 * - `pause`: stop the whole issue until a person has looked; nothing of this batch was accepted;
 * - `unknown`: never sent again by itself.
 */
export type NextStep = 'settle' | 'again' | 'pause' | 'unknown';

/**
 * What the same answer means for a mail that answers one reader and is tried again by the minute:
 * - `settle`: taken, or refused, as the answer says;
 * - `later`: the same bytes under the same key, at its next time;
 * - `give up`: no repetition changes the answer, or one could be a second mail.
 */
export type NextForOneMail = 'settle' | 'later' | 'give up';

type RetryRow = {
  answer: string;
  matches(answer: Answer, items: number): boolean;
  next: NextStep;
  nextForOneMail: NextForOneMail;
  /** Whether the answer proves that this call accepted nothing. */
  provesNothingAccepted: boolean;
  /** Waits before each further attempt of one run; when they are used up, the run stops and a later one goes on. */
  waitsMs: readonly number[];
  because: string;
};

function isError(answer: Answer, status: number, name?: string): boolean {
  return answer.kind === 'error' && answer.status === status && (name === undefined || answer.name === name);
}

/** Only a name is believed: bodies of something in between say anything. */
function namesQuota(answer: Answer): boolean {
  return answer.kind === 'error' && answer.name.includes('quota');
}

/** Whether each item has an id of its own or a refusal: numbers alone may add up without saying who is who. */
function saysOfEach({ ids, refused }: Extract<Answer, { kind: 'accepted' }>, items: number): boolean {
  const refusedItems = new Set(refused.map(({ index }) => index).filter((index) => index < items));
  const ownIds = new Set(ids.filter((id) => id !== ''));
  return refusedItems.size === refused.length && ownIds.size === ids.length && ids.length + refused.length === items;
}

const BACK_OFF_MS = [1, 2, 5, 15, 30, 60].map((seconds) => seconds * SECOND_MS);

/** No reader is to blame then; the words are the provider's, so only this one is believed. */
function blamesTemplate({ ids, refused }: Extract<Answer, { kind: 'accepted' }>): boolean {
  return ids.length === 0 && refused.length > 0 && refused.every(({ problem }) => /\btemplate\b/i.test(problem));
}

/** The first row that matches decides. Statuses and names: Resend's error page, collected in facts A4. */
export const retryTable: readonly RetryRow[] = [
  {
    answer: '200, but every item is refused over its template',
    matches: (answer, items) => answer.kind === 'accepted' && saysOfEach(answer, items) && blamesTemplate(answer),
    next: 'pause',
    nextForOneMail: 'give up',
    provesNothingAccepted: true,
    waitsMs: [],
    because: 'the template of the issue is gone or is not what it was',
  },
  {
    answer: '200, an id or a refusal for every item',
    matches: (answer, items) => answer.kind === 'accepted' && saysOfEach(answer, items),
    next: 'settle',
    nextForOneMail: 'settle',
    provesNothingAccepted: false,
    waitsMs: [],
    because: 'the provider said what became of each mail',
  },
  {
    answer: '200, but the ids do not add up',
    matches: (answer) => answer.kind === 'accepted',
    next: 'unknown',
    nextForOneMail: 'give up',
    provesNothingAccepted: false,
    waitsMs: [],
    because: 'some were accepted and nobody can tell which',
  },
  {
    answer: 'no answer, or one that cannot be read',
    matches: (answer) => answer.kind === 'silence',
    next: 'again',
    nextForOneMail: 'later',
    provesNothingAccepted: false,
    waitsMs: BACK_OFF_MS,
    because: 'never sent and reply lost look alike; the key makes a repetition harmless for 24 hours',
  },
  {
    answer: '429 rate_limit_exceeded',
    matches: (answer) => isError(answer, 429, 'rate_limit_exceeded'),
    next: 'again',
    nextForOneMail: 'later',
    provesNothingAccepted: true,
    waitsMs: Array.from({ length: 20 }, () => SECOND_MS),
    because: 'the account asked too fast; retry-after says when to go on',
  },
  {
    answer: '429 whose name says quota: a daily or monthly one',
    matches: (answer) => isError(answer, 429) && namesQuota(answer),
    next: 'pause',
    nextForOneMail: 'later',
    provesNothingAccepted: true,
    waitsMs: [],
    because: 'no wait of minutes helps; the account needs a larger quota or another day',
  },
  {
    answer: '429 with any other name or none that can be read',
    matches: (answer) => isError(answer, 429),
    next: 'again',
    nextForOneMail: 'later',
    provesNothingAccepted: true,
    waitsMs: BACK_OFF_MS,
    because: 'nothing in it says quota, so somebody asked too fast, and that passes without a person',
  },
  {
    answer: '409 invalid_idempotent_request: the key was used with other bytes',
    matches: (answer) => isError(answer, 409, 'invalid_idempotent_request'),
    next: 'unknown',
    nextForOneMail: 'give up',
    provesNothingAccepted: false,
    waitsMs: [],
    because: 'something was sent under this key that is not what we have here',
  },
  {
    answer: '409 with any other name or none that can be read: an earlier call with this key is being worked on',
    matches: (answer) => isError(answer, 409),
    next: 'again',
    nextForOneMail: 'later',
    provesNothingAccepted: false,
    waitsMs: BACK_OFF_MS,
    because: 'whatever it is about, the same bytes under the same key are taken once',
  },
  {
    answer: '5xx, or 408 from something in between',
    matches: (answer) => answer.kind === 'error' && (answer.status >= 500 || answer.status === 408),
    next: 'again',
    nextForOneMail: 'later',
    provesNothingAccepted: false,
    waitsMs: BACK_OFF_MS,
    because: 'the provider broke somewhere, perhaps after accepting',
  },
  {
    answer: '400, 413, 422: a request the provider does not take',
    matches: (answer) => [400, 413, 422].some((status) => isError(answer, status)),
    next: 'pause',
    nextForOneMail: 'give up',
    provesNothingAccepted: true,
    waitsMs: [],
    because: 'the same bytes are refused as often as they are sent',
  },
  {
    answer: 'any other error: a wrong key, an unverified domain',
    matches: (answer) => answer.kind === 'error',
    next: 'pause',
    nextForOneMail: 'later',
    provesNothingAccepted: true,
    waitsMs: [],
    because: 'every further batch would get the same answer until a person changes something',
  },
];

/** What to do after an answer to a call with so many items, on the so-manieth attempt of this run (1 is the first). */
export function decideNext(answer: Answer, items: number, attempt: number) {
  const row = retryTable.find(({ matches }) => matches(answer, items));
  if (!row) throw new Error('an answer no row of the retry table matches -- invariant');
  const wait = row.waitsMs[attempt - 1];
  const asked = answer.kind === 'error' ? (answer.retryAfterSeconds ?? 0) * SECOND_MS : 0;
  return { row, waitMs: wait === undefined ? undefined : Math.max(wait, asked) };
}
