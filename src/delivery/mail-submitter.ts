import type { OutgoingMail } from '#subscribers/outgoing-mail-queries.ts';
import type { SendingOutcome } from '#subscribers/send-outgoing-mails.ts';
import type { Answer, BatchItem, SubmitBatch } from './answer.ts';
import { answerWords } from './answer-words.ts';
import { bodyOf } from './batch-body.ts';
import { decideNext } from './retry-table.ts';

/** What events about such a mail are known by: its value is the kind of mail. */
export const PERSONAL_MAIL_TAG = 'personal-mail';

function itemOf({ kind, address, message }: OutgoingMail): BatchItem {
  const { replyTo, headers, ...words } = message;
  const reply = replyTo === undefined ? {} : { reply_to: replyTo };
  return { ...words, ...reply, to: address, headers: { ...headers }, tags: [{ name: PERSONAL_MAIL_TAG, value: kind }] };
}

/** What an answer means for the one mail it is about, by the retry table. */
export function outcomeOfMail(answer: Answer): SendingOutcome {
  const { row } = decideNext(answer, 1, 1);
  if (row.nextForOneMail === 'later') return { kind: 'later', problem: answerWords(answer) };
  if (row.nextForOneMail === 'give up' || answer.kind !== 'accepted')
    return { kind: 'refused', problem: answerWords(answer) };
  const [refused] = answer.refused;
  return refused ? { kind: 'refused', problem: refused.problem } : { kind: 'accepted' };
}

/** Hands over mails that answer readers, each a batch of one: the endpoint of batches takes a key, so that a retry is no second mail. */
export function mailSubmitter(submitBatch: SubmitBatch): (mail: OutgoingMail) => Promise<SendingOutcome> {
  return async (mail) => outcomeOfMail(await submitBatch(bodyOf([itemOf(mail)]), `mail-${mail.id}`));
}
