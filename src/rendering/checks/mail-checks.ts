import { setImmediate as nextTurn } from 'node:timers/promises';
import { clientSupport } from './client-support.ts';
import { contrast } from './contrast.ts';
import { correctionWords } from './correction-words.ts';
import type { Finding } from './finding.ts';
import { htmlSize } from './html-size.ts';
import { images } from './images.ts';
import { leftOverSlots } from './left-over-slots.ts';
import { priceAge, quotes, sentBefore, voteShares } from './lineup-facts.ts';
import { links } from './links.ts';
import type { CheckedMail, MailCheck, OpenedMail } from './mail-check.ts';
import { mailDocument } from './mail-document.ts';
import { preheader, subjectLength } from './mailbox-lines.ts';
import { markup, msoMarkup } from './markup.ts';
import { readerTokens } from './reader-tokens.ts';
import { spamScore } from './spam-score.ts';
import { waysOut } from './ways-out.ts';

/** Reading this list is reading what holds for every issue that leaves. */
export const mailChecks: readonly MailCheck[] = [
  { name: 'size', level: 'error', pace: 'quick', find: htmlSize },
  { name: 'subject', level: 'error', pace: 'quick', find: subjectLength },
  { name: 'preheader', level: 'warning', pace: 'quick', find: preheader },
  { name: 'correction', level: 'error', pace: 'quick', find: correctionWords },
  { name: 'slots', level: 'error', pace: 'quick', find: leftOverSlots },
  { name: 'reader tokens', level: 'error', pace: 'quick', find: readerTokens },
  { name: 'ways out', level: 'error', pace: 'quick', find: waysOut },
  { name: 'links', level: 'error', pace: 'quick', find: links },
  { name: 'images', level: 'error', pace: 'quick', find: images },
  { name: 'contrast', level: 'error', pace: 'quick', find: contrast },
  { name: 'already sent', level: 'error', pace: 'quick', find: sentBefore },
  { name: 'quotes', level: 'warning', pace: 'quick', find: quotes },
  { name: 'votes', level: 'warning', pace: 'quick', find: voteShares },
  { name: 'price age', level: 'warning', pace: 'quick', find: priceAge },
  { name: 'markup', level: 'error', pace: 'slow', find: markup },
  { name: 'Outlook markup', level: 'error', pace: 'slow', find: msoMarkup },
  { name: 'client support', level: 'warning', pace: 'slow', find: clientSupport },
  { name: 'spam score', level: 'warning', pace: 'slow', find: spamScore },
];

/** A check that a mail brings down says so as its finding, so that such a mail is neither passed nor able to stop the others. */
async function findingsOf({ name, level, find }: MailCheck, mail: OpenedMail): Promise<Finding[]> {
  try {
    return (await find(mail)).map((found) => ({ check: name, level, ...found }));
  } catch (error) {
    const problem = `could not be checked: ${error instanceof Error ? error.message : String(error)}`;
    return [{ check: name, level, place: 'mail', problem, remedy: 'look at what was written last' }];
  }
}

/** Every finding of the quick checks or of all, errors first, each level in the order of the list. */
export async function checkMail(mail: CheckedMail, pace: 'quick' | 'all'): Promise<Finding[]> {
  const opened: OpenedMail = { ...mail, document: await mailDocument(mail.message.html) };
  const due = mailChecks.filter((check) => pace === 'all' || check.pace === 'quick');
  const findings: Finding[] = [];
  for (const check of due) {
    // Whoever reads a page of the same process gets a turn between any two.
    await nextTurn();
    findings.push(...(await findingsOf(check, opened)));
  }
  return findings.toSorted((a, b) => a.level.localeCompare(b.level));
}
