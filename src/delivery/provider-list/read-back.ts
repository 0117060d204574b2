import type { ListedMail, MailPage, ReadMails } from './listed-mail.ts';
import type { NotRead, PatiencePorts, PatientReader } from './patient-reader.ts';

/** Resend keeps 30 days on its smallest plan and does not say what larger ones keep (facts A8); a day is kept as a margin. */
export const SURELY_KEPT_MS = 29 * 24 * 3_600_000;

/** How far the provider's clock may be from ours. */
export const CLOCKS_APART_MS = 60_000;

/** Two million mails: a list that goes on beyond it does not end. */
const PAGES_MOST = 20_000;

/** How the reading of the list ended. */
export type ListEnd =
  /** Every mail since the instant was seen. */
  | { kind: 'complete' }
  /** The list ends before the instant is reached, and the provider may have forgotten what is older. */
  | { kind: 'forgotten' }
  | NotRead;

/** Whose list is read, and since when. */
export type ReadingBack = Pick<ReadMails, 'listMails'> &
  Pick<PatiencePorts, 'report'> & { read: PatientReader; since: Date; now: Date };

/** What a page means for whoever reads back to an instant: its mails since then, and where the list goes on if it has to. */
export function takePage({ mails, hasMore }: MailPage, since: Date) {
  const oldest = mails.at(-1);
  const reached = oldest !== undefined && oldest.createdAt < since;
  return {
    mails: mails.filter(({ createdAt }) => createdAt >= since),
    reached,
    after: reached || !hasMore ? undefined : oldest?.id,
  };
}

/** Reads the provider's list, newest first, page by page back to an instant. Mails that come meanwhile shift nothing. */
export async function* readBack(reading: ReadingBack): AsyncGenerator<readonly ListedMail[], ListEnd> {
  const { listMails, read, report, since, now } = reading;
  let after: string | undefined;
  let mails = 0;
  for (let page = 1; page <= PAGES_MOST; page += 1) {
    const cursor = after;
    const answer = await read(() => listMails(cursor));
    if (answer.kind !== 'read') return answer;
    const taken = takePage(answer.value, since);
    mails += taken.mails.length;
    report({ kind: 'reading', mails, reached: taken.mails.at(-1)?.createdAt ?? since, since });
    yield taken.mails;
    if (taken.reached) return { kind: 'complete' };
    after = taken.after;
    if (after === undefined)
      return { kind: now.getTime() - since.getTime() > SURELY_KEPT_MS ? 'forgotten' : 'complete' };
  }
  return { kind: 'no-answer', because: `the list has more than ${PAGES_MOST} pages` };
}
