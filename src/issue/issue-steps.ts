import type { Approval, ApprovedIssue, DraftIssue, HeldIssue, SendingIssue, SentIssue, SkippedIssue } from './issue.ts';

/** The steps an issue can take. A step that is not here does not compile; the store refuses one whose start is gone. */

export function approve(draft: DraftIssue, approval: Approval): ApprovedIssue {
  return { ...draft, state: 'approved', approval };
}

export function withdrawApproval({ approval: _, ...issue }: ApprovedIssue): DraftIssue {
  return { ...issue, state: 'draft' };
}

export function hold(issue: DraftIssue | ApprovedIssue, reason: string, decidedBy: HeldIssue['decidedBy']): HeldIssue {
  const { week, cutoffOn, report, composedAt, content, contentHash } = issue;
  return { state: 'held', week, cutoffOn, report, composedAt, content, contentHash, reason, decidedBy };
}

export function skip(
  issue: DraftIssue | HeldIssue,
  reason: string,
  decidedBy: SkippedIssue['decidedBy'],
): SkippedIssue {
  const { week, cutoffOn, report, composedAt } = issue;
  return { state: 'skipped', week, cutoffOn, report, composedAt, reason, decidedBy };
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

export function finishSending({ pausedBecause: _, ...issue }: SendingIssue, sentAt: string): SentIssue {
  return { ...issue, state: 'sent', sentAt };
}
