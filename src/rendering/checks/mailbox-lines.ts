import type { Found, OpenedMail } from './mail-check.ts';

/** What a phone shows of a subject. */
const SUBJECT_MOST = 50;
const PREHEADER_FEWEST = 40;
const PREHEADER_MOST = 90;

export function subjectLength({ message: { subject } }: OpenedMail): Found[] {
  if (subject.trim() !== '' && subject.length <= SUBJECT_MOST) return [];
  const problem = subject.trim() === '' ? 'is empty' : `is ${subject.length} characters`;
  return [{ place: 'subject', problem, remedy: `1 to ${SUBJECT_MOST}`, field: 'subject' }];
}

/** The line a mailbox shows behind the subject: more words than the subject has, and as many as fit. */
export function preheader({ content: { preheader, subject } }: OpenedMail): Found[] {
  const place = { place: 'preheader', field: 'preheader' } as const;
  if (subject !== '' && preheader.includes(subject))
    return [{ ...place, problem: 'repeats the subject', remedy: 'name the other pairings' }];
  if (preheader.length >= PREHEADER_FEWEST && preheader.length <= PREHEADER_MOST) return [];
  const problem = preheader === '' ? 'is empty' : `is ${preheader.length} characters`;
  return [{ ...place, problem, remedy: `${PREHEADER_FEWEST} to ${PREHEADER_MOST}` }];
}
