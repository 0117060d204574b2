import type {
  Approval,
  ApprovedIssue,
  DraftIssue,
  HeldIssue,
  SendingIssue,
  SentIssue,
  SkippedIssue,
  WithContent,
} from './issue.ts';
import { contentHash, type IssueContent } from './issue-content.ts';

/** The steps an issue can take. A step that is not here does not compile; the store refuses one whose start is gone. */

export function approve(draft: DraftIssue, approval: Approval): ApprovedIssue {
  return { ...draft, state: 'approved', approval };
}

export function withdrawApproval({ approval: _, ...issue }: ApprovedIssue): DraftIssue {
  return { ...issue, state: 'draft' };
}

export function hold(issue: DraftIssue | ApprovedIssue, reason: string, decidedBy: HeldIssue['decidedBy']): HeldIssue {
  const { approval: _, ...draft } = { approval: undefined, ...issue };
  return { ...draft, state: 'held', reason, decidedBy };
}

/** A held issue that has content goes back to being a draft: it was only waiting. */
export function release({ reason: _, decidedBy: __, ...issue }: HeldIssue & WithContent): DraftIssue {
  return { ...issue, state: 'draft' };
}

export function skip(
  issue: DraftIssue | HeldIssue,
  reason: string,
  decidedBy: SkippedIssue['decidedBy'],
): SkippedIssue {
  const { content: _, contentHash: __, ...composed } = issue;
  return { ...composed, state: 'skipped', reason, decidedBy };
}

/** An editor's own words, lineup or time: what an approval was given for is gone with the old ones. */
export function edit(
  issue: DraftIssue | ApprovedIssue | (HeldIssue & WithContent),
  { content, editedBy, sendAt }: { content: IssueContent; editedBy: string; sendAt: string | undefined },
): DraftIssue {
  const { name, cutoffOn, report, composedAt } = issue;
  const own = sendAt === undefined ? {} : { sendAt };
  return {
    state: 'draft',
    name,
    cutoffOn,
    report,
    composedAt,
    content,
    contentHash: contentHash(content),
    editedBy,
    ...own,
  };
}

export function startSending(issue: ApprovedIssue, frozenAt: string): SendingIssue {
  return { ...issue, state: 'sending', frozenAt };
}

export function pause(issue: SendingIssue, because: string): SendingIssue {
  return { ...issue, pausedBecause: because };
}

export function resume({ pausedBecause: _, ...issue }: SendingIssue): SendingIssue {
  return issue;
}

/** Goes on with an issue whose sending had ended, for those who did not get it. */
export function reopen({ sentAt: _, ...issue }: SentIssue): SendingIssue {
  return { ...issue, state: 'sending' };
}

export function finishSending({ pausedBecause: _, ...issue }: SendingIssue, sentAt: string): SentIssue {
  return { ...issue, state: 'sent', sentAt };
}
