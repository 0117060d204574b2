import type { Verdict } from '#verdict/verdict.ts';
import { cutAtWord } from './cut-at-word.ts';

/** What a phone shows of a subject; see the measured lengths in the design. */
const SUBJECT_MOST = 50;
const PREHEADER_FEWEST = 40;
const PREHEADER_MOST = 90;

function names({ sides: [a, b] }: Verdict): [string, string] {
  return [a.tool.name, b.tool.name];
}

/** The lead pairing as a question, at most 50 characters: the first wording that fits. */
export function subjectLine(lead: Verdict): string {
  const [a, b] = names(lead);
  const wordings = [`${a} or ${b}?`, `${a} vs ${b}`, `${cutAtWord(a, 22)} or ${cutAtWord(b, 22)}?`];
  return wordings.find((wording) => wording.length <= SUBJECT_MOST) ?? cutAtWord(`${a} or ${b}?`, SUBJECT_MOST);
}

/** The other pairings after the subject, 40 to 90 characters. */
export function preheaderLine(others: readonly Verdict[]): string {
  const pairs = others.map((verdict) => names(verdict).join(' vs '));
  let line = 'Also this week:';
  for (const [index, pair] of pairs.entries()) {
    const next = `${line}${index === 0 ? '' : ';'} ${pair}`;
    if (next.length > PREHEADER_MOST - 1) break;
    line = next;
  }
  if (line === 'Also this week:')
    return cutAtWord(`Also this week: ${pairs[0] ?? 'the panel, the prices and the call'}`, PREHEADER_MOST);
  return line.length < PREHEADER_FEWEST ? `${line}, with the panel’s calls.` : `${line}.`;
}
