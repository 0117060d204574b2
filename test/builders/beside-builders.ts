import { plainDate } from '#calendar/plain-date.ts';
import type { CorrectionContent, SpecialContent } from '#issue/issue-content.ts';
import { aContent, week } from './issue-builders.ts';

/** What is mailed beside a week's issue. */

export function aSpecial(changes: Partial<SpecialContent> = {}): SpecialContent {
  return {
    kind: 'special',
    date: plainDate('2026-11-18'),
    subject: 'Two years of verdicts',
    preheader: 'What we got wrong, what held, and what we test next year.',
    mjml: '<mjml><mj-body><mj-section><mj-column><mj-text>Hello.</mj-text></mj-column></mj-section></mj-body></mjml>',
    layout: { html: '<table role="presentation"><tr><td>Hello.</td></tr></table>', css: '', text: 'Hello.' },
    ...changes,
  };
}

/** Of the lead of 2026-W47. */
export function aCorrection(changes: Partial<CorrectionContent> = {}): CorrectionContent {
  const [lead] = aContent().lineup;
  if (!lead) throw new Error('the sample issue has no lead');
  return {
    kind: 'correction',
    date: plainDate('2026-11-18'),
    subject: 'Correction: Alpha or Beta?',
    preheader: 'What issue 2026-W47 got wrong about these two, and what is right.',
    of: week('2026-W47'),
    pairing: lead.pairing.slug,
    tools: ['Alpha', 'Beta'],
    words: 'We said Alpha is free.\n\nIt costs 20 dollars a month.',
    ...changes,
  };
}
