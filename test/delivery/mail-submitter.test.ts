import { describe, expect, it, test } from 'vitest';
import type { Answer } from '#delivery/answer.ts';
import { mailSubmitter, outcomeOfMail } from '#delivery/mail-submitter.ts';
import type { OutgoingMail } from '#subscribers/outgoing-mail-queries.ts';

const error = (status: number, name = 'any'): Answer => ({
  kind: 'error',
  status,
  name,
  message: 'm',
  retryAfterSeconds: undefined,
  rate: undefined,
});
const accepted = (ids: string[], refused: { index: number; problem: string }[] = []): Answer => ({
  kind: 'accepted',
  ids,
  refused,
  rate: undefined,
});

describe('what an answer means for a mail to one reader', () => {
  const cases: [string, Answer, string][] = [
    ['an id is taken', accepted(['id']), 'accepted'],
    ['a refused address is given up', accepted([], [{ index: 0, problem: 'no such domain' }]), 'refused'],
    ['neither id nor refusal could be a second mail', accepted([]), 'refused'],
    ['silence is tried later', { kind: 'silence', message: 'cut' }, 'later'],
    ['too fast is tried later', error(429, 'rate_limit_exceeded'), 'later'],
    ['a quota is tried later', error(429, 'daily_quota_exceeded'), 'later'],
    ['a 429 that cannot be read is tried later', error(429, 'application_error'), 'later'],
    ['a running call with this key is tried later', error(409, 'concurrent_idempotent_requests'), 'later'],
    ['a key used for other bytes is given up', error(409, 'invalid_idempotent_request'), 'refused'],
    ['500 is tried later', error(500), 'later'],
    ['a wrong key is tried later', error(401), 'later'],
    ['an unverified domain is tried later', error(403), 'later'],
    ['400 is given up', error(400), 'refused'],
    ['413 is given up', error(413), 'refused'],
    ['422 is given up', error(422), 'refused'],
  ];
  test.each(cases)('%s', (_, answer, kind) => expect(outcomeOfMail(answer).kind).toBe(kind));

  it('keeps what the provider said of it', () => {
    expect(outcomeOfMail(error(422, 'validation_error'))).toEqual({
      kind: 'refused',
      problem: '422 validation_error: m',
    });
    expect(outcomeOfMail(accepted([], [{ index: 0, problem: 'no such domain' }]))).toEqual({
      kind: 'refused',
      problem: 'no such domain',
    });
  });
});

it('A mail is a batch of one, under the key of its own id, tagged with its kind', async () => {
  const calls: [unknown, string][] = [];
  const message = {
    from: 'a@b.example',
    replyTo: undefined,
    subject: 's',
    html: 'h',
    text: 't',
    headers: { 'X-A': '1' },
  };
  const mail: OutgoingMail = {
    id: 'abc',
    kind: 'confirmation',
    address: 'ada@readers.org',
    message,
    attempts: 0,
    createdAt: new Date(0),
    dueAt: '',
  };
  const submit = mailSubmitter(async (body, key) => {
    calls.push([JSON.parse(Buffer.concat(body.pieces).toString()), key]);
    return accepted(['id']);
  });
  expect(await submit(mail)).toEqual({ kind: 'accepted' });
  const { replyTo: _, ...words } = message;
  const item = { ...words, to: 'ada@readers.org', tags: [{ name: 'personal-mail', value: 'confirmation' }] };
  expect(calls).toEqual([[[item], 'mail-abc']]);
});
