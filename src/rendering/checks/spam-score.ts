import { unknownSlots } from '../slots.ts';
import type { Found, OpenedMail } from './mail-check.ts';
import { spamAssassinInstalled, spamReport } from './spam-assassin.ts';

/** A mail of ours scores 0; at 5 SpamAssassin itself calls it spam, so something changed long before. */
const SCORE_MOST = 2;

async function emlOfSample({ message, content }: OpenedMail): Promise<Buffer> {
  const { emlOf } = await import('../eml.ts');
  return emlOf(message, {
    to: 'reader@example.org',
    readerToken: '0.0.sample',
    date: new Date(`${content.date}T09:00:00Z`),
    messageId: '<spam-score.sample@verdicts.example>',
  });
}

/** What SpamAssassin says of the complete mail, where it is installed. */
export async function spamScore(mail: OpenedMail): Promise<Found[]> {
  const { html, text, headers } = mail.message;
  // No mail can be made of these; the check of slots speaks of them.
  const slotsLeft = unknownSlots([html, text, ...Object.values(headers)].join('\n')).length > 0;
  if (slotsLeft || !(await spamAssassinInstalled())) return [];
  const report = await spamReport(await emlOfSample(mail));
  if (!report) return [];
  if (report.kind === 'failed')
    return [{ place: 'SpamAssassin', problem: `could not be asked: ${report.because}`, remedy: 'run it by hand' }];
  const { score, required, tests } = report;
  if (score < SCORE_MOST) return [];
  const problem = `gives ${score} of the ${required} points that make a mail spam: ${tests.join(', ')}`;
  return [{ place: 'SpamAssassin', problem, remedy: `below ${SCORE_MOST}: look its tests up and reword` }];
}
