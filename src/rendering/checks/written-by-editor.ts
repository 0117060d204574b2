import { type IssueContent, isDigest } from '#issue/issue-content.ts';
import type { IssueField } from './finding.ts';

/** The part of the issue an editor typed these words into; nothing when they came from elsewhere. */
export function writtenBy(content: IssueContent, words: string): { field?: IssueField } {
  const parts: [IssueField, string][] = [
    ['subject', content.subject],
    ['preheader', content.preheader],
    ['note', isDigest(content) ? content.note : ''],
    ['sponsor', isDigest(content) ? Object.values(content.sponsor ?? {}).join('\n') : ''],
  ];
  const [field] = parts.find(([, text]) => words !== '' && text.includes(words)) ?? [];
  return field === undefined ? {} : { field };
}
