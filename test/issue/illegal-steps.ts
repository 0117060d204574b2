import type {
  Approval,
  ApprovedIssue,
  DraftIssue,
  HeldIssue,
  SendingIssue,
  SentIssue,
  SkippedIssue,
} from '#issue/issue.ts';
import {
  approve,
  finishSending,
  hold,
  pause,
  resume,
  skip,
  startSending,
  withdrawApproval,
} from '#issue/issue-steps.ts';

/** Never run: `npm run check:types` fails as soon as one of these steps compiles, or a legal one does not. */

type Each = {
  draft: DraftIssue;
  approved: ApprovedIssue;
  sending: SendingIssue;
  sent: SentIssue;
  held: HeldIssue;
  skipped: SkippedIssue;
  approval: Approval;
};

export function legalSteps({ draft, approved, sending, held, approval }: Each): void {
  approve(draft, approval) satisfies ApprovedIssue;
  withdrawApproval(approved) satisfies DraftIssue;
  hold(draft, '', 'editor') satisfies HeldIssue;
  hold(approved, '', 'editor') satisfies HeldIssue;
  skip(draft, '', 'editor') satisfies SkippedIssue;
  skip(held, '', 'editor') satisfies SkippedIssue;
  startSending(approved, '') satisfies SendingIssue;
  pause(sending, '') satisfies SendingIssue;
  resume(sending) satisfies SendingIssue;
  finishSending(sending, '') satisfies SentIssue;
}

export function onlyADraftIsApproved({ approved, sending, sent, held, skipped, approval, draft }: Each): void {
  // @ts-expect-error is approved already
  approve(approved, approval);
  // @ts-expect-error is out of the editors' hands
  approve(sending, approval);
  // @ts-expect-error was sent
  approve(sent, approval);
  // @ts-expect-error waits for an editor to compose it again
  approve(held, approval);
  // @ts-expect-error has nothing to approve
  approve(skipped, approval);
  // @ts-expect-error an approval names editor, hash and time
  approve(draft, { editor: 'editor@example.org' });
}

export function onlyAnApprovedIssueIsSentOrWithdrawn({ draft, sending, sent, held, skipped }: Each): void {
  // @ts-expect-error nobody has approved it
  startSending(draft, '');
  // @ts-expect-error is sending already
  startSending(sending, '');
  // @ts-expect-error a second mail to every reader
  startSending(sent, '');
  // @ts-expect-error is held
  startSending(held, '');
  // @ts-expect-error is skipped
  startSending(skipped, '');
  // @ts-expect-error has no approval
  withdrawApproval(draft);
  // @ts-expect-error readers have it already
  withdrawApproval(sending);
  // @ts-expect-error readers have it
  withdrawApproval(sent);
}

export function whatIsOnItsWayIsNotTakenBack({ approved, sending, sent, skipped }: Each): void {
  // @ts-expect-error readers have it already
  hold(sending, '', 'editor');
  // @ts-expect-error readers have it
  hold(sent, '', 'editor');
  // @ts-expect-error is decided
  hold(skipped, '', 'editor');
  // @ts-expect-error an approval is withdrawn first
  skip(approved, '', 'editor');
  // @ts-expect-error readers have it already
  skip(sending, '', 'editor');
  // @ts-expect-error readers have it
  skip(sent, '', 'editor');
  // @ts-expect-error is skipped already
  skip(skipped, '', 'editor');
}

export function onlyASendingIssueIsPausedOrFinished({ draft, approved, sent, held }: Each): void {
  // @ts-expect-error is not sending
  pause(draft, '');
  // @ts-expect-error has not begun
  pause(approved, '');
  // @ts-expect-error is over
  pause(sent, '');
  // @ts-expect-error has not begun
  resume(approved);
  // @ts-expect-error is not sending
  resume(held);
  // @ts-expect-error has not begun
  finishSending(approved, '');
  // @ts-expect-error is over
  finishSending(sent, '');
  // @ts-expect-error nobody has approved it
  finishSending(draft, '');
}
