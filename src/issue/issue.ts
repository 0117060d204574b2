import type { PlainDate } from '#calendar/plain-date.ts';
import type { IssueContent } from './issue-content.ts';
import type { IssueName } from './issue-name.ts';
import type { LineupReport } from './lineup-report.ts';

/** An editor's yes to exact bytes: any other hash is not approved. */
export type Approval = {
  editor: string;
  /** Of the content and of the mail rendered from it, see approvalHash. */
  hash: string;
  at: string;
  /** What the editor was shown: how many readers, and when it goes out. Unknown for approvals by the schedule. */
  audience?: number;
  sendsAt?: string;
};

type Composed = {
  name: IssueName;
  /** Pairings published up to this day were considered. */
  cutoffOn: PlainDate;
  report: LineupReport;
  composedAt: string;
  /** The editor whose words it holds; undefined while it is what composing made of the data. */
  editedBy?: string;
  /** A time of sending of its own, an ISO instant, in place of the schedule's. */
  sendAt?: string;
};

/** Why nothing goes out, and who said so: composing may take its own word back, not that of anybody else. */
type Decided = { reason: string; decidedBy: 'composing' | 'schedule' | 'editor' };

export type WithContent = Composed & { content: IssueContent; contentHash: string };

export type DraftIssue = WithContent & { state: 'draft' };
export type ApprovedIssue = WithContent & { state: 'approved'; approval: Approval };
export type SendingIssue = WithContent & {
  state: 'sending';
  approval: Approval;
  frozenAt: string;
  /** Why sending stands still; undefined while nothing is in its way. */
  pausedBecause?: string;
};
export type SentIssue = WithContent & { state: 'sent'; approval: Approval; frozenAt: string; sentAt: string };
/** Waits for an editor. It has content unless too little was found to make any. */
export type HeldIssue = Composed & Decided & { state: 'held'; content?: IssueContent; contentHash?: string };
export type SkippedIssue = Composed & Decided & { state: 'skipped' };

/** One week's newsletter, or a mail beside it that goes the same way. */
export type Issue = DraftIssue | ApprovedIssue | SendingIssue | SentIssue | HeldIssue | SkippedIssue;

/** Whether composing by itself may replace what is there: nobody has acted on it yet. */
export function isUntouched(issue: Issue): issue is DraftIssue | HeldIssue | SkippedIssue {
  if (issue.state === 'draft') return issue.editedBy === undefined;
  return (issue.state === 'held' || issue.state === 'skipped') && issue.decidedBy === 'composing';
}
