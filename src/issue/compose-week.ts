import type { IsoWeek } from '#calendar/iso-week.ts';
import type { PlainDate } from '#calendar/plain-date.ts';
import { formatFault } from '#catalog/fault.ts';
import type { CatalogReading } from '#catalog/read-catalog.ts';
import type { LineupLimits } from '#selection/selection-rules.ts';
import type { Store } from '#store/open-store.ts';
import { countVotes } from '#votes/vote-queries.ts';
import { composeIssue } from './compose-issue.ts';
import type { Approval, ApprovedIssue, DraftIssue, HeldIssue, Issue, SkippedIssue } from './issue.ts';
import { findIssue, insertIssue, mailedIssues, replaceIssue } from './issue-queries.ts';

export type ComposeWeekInput = {
  week: IsoWeek;
  reading: CatalogReading;
  limits: LineupLimits;
  today: PlainDate;
  sendsOn: PlainDate;
  composedAt: Date;
};

/** The week's issue as it now is. */
export type Composing =
  | { kind: 'composed'; issue: DraftIssue | HeldIssue | SkippedIssue; voided?: Approval }
  /** Composing again made the same content: the approval stands. */
  | { kind: 'unchanged'; issue: ApprovedIssue }
  /** It is being sent or was sent, or somebody else wrote it meanwhile. */
  | { kind: 'decided'; issue: Issue };

/** Makes or refreshes the week's issue from the catalog and the votes as they are; an approval of other content is void then. */
export async function composeWeek(
  store: Store,
  { week, reading, composedAt, ...input }: ComposeWeekInput,
): Promise<Composing> {
  const existing = await findIssue(store, week);
  if (existing?.state === 'sending' || existing?.state === 'sent') return { kind: 'decided', issue: existing };
  const issue = composeIssue({
    ...input,
    week,
    catalog: reading.catalog,
    leftOut: reading.faults.map(formatFault),
    votes: await countVotes(store),
    mailed: await mailedIssues(store),
    composedAt: composedAt.toISOString(),
  });
  if (existing?.state === 'approved' && issue.state === 'draft' && existing.contentHash === issue.contentHash) {
    return { kind: 'unchanged', issue: existing };
  }
  const written = existing ? await replaceIssue(store, existing, issue) : await insertIssue(store, issue);
  if (written)
    return { kind: 'composed', issue, ...(existing?.state === 'approved' ? { voided: existing.approval } : {}) };
  // Somebody was quicker: what they wrote stands.
  const theirs = await findIssue(store, week);
  if (!theirs) throw new Error(`issue ${week} vanished -- invariant`);
  return { kind: 'decided', issue: theirs };
}
