import { isoWeekSchema } from '#calendar/iso-week.ts';
import { plainDate } from '#calendar/plain-date.ts';
import type { ApprovedIssue, DraftIssue } from '#issue/issue.ts';
import type { IssueChange } from '#issue/issue-change.ts';
import { contentHash, type DigestContent } from '#issue/issue-content.ts';
import { computeVerdict } from '#verdict/verdict.ts';
import { aCatalog, aPairing } from './catalog-builders.ts';

export const week = (text: string) => isoWeekSchema.parse(text);

/** For tests that do not care who did it. */
export const byTest: IssueChange = {
  who: 'editor@example.org',
  act: 'edited',
  at: new Date('2026-11-16T10:00:00.000Z'),
};

export function aContent(changes: Partial<DigestContent> = {}): DigestContent {
  const pairings = [aPairing('alpha', 'beta'), aPairing('gamma', 'delta')];
  const catalog = aCatalog({ pairings });
  return {
    week: week('2026-W47'),
    date: plainDate('2026-11-17'),
    subject: 'Alpha or Beta?',
    preheader: 'Also this week: Gamma vs Delta, with the panel’s calls.',
    note: '',
    panelMethod: catalog.panel.method,
    lineup: pairings.map((pairing) => computeVerdict(catalog, new Map(), pairing)),
    ...changes,
  };
}

export function aDraft(changes: Partial<DigestContent> = {}): DraftIssue & { content: DigestContent } {
  const content = aContent(changes);
  return {
    state: 'draft',
    name: content.week,
    cutoffOn: plainDate('2026-11-17'),
    report: { chosen: [], refused: [], leftOut: [] },
    composedAt: '2026-11-16T09:00:00.000Z',
    content,
    contentHash: contentHash(content),
  };
}

export function anApprovedIssue(hash: string): ApprovedIssue {
  return {
    ...aDraft(),
    state: 'approved',
    approval: { editor: 'editor@example.org', hash, at: '2026-11-16T10:00:00.000Z' },
  };
}
