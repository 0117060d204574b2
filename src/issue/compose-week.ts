import type { IsoWeek } from '#calendar/iso-week.ts';
import type { PlainDate } from '#calendar/plain-date.ts';
import { formatFault } from '#catalog/fault.ts';
import type { CatalogReading } from '#catalog/read-catalog.ts';
import type { LineupLimits } from '#selection/selection-rules.ts';
import type { Store } from '#store/open-store.ts';
import { countVotes } from '#votes/vote-queries.ts';
import { composeIssue } from './compose-issue.ts';
import type { DraftIssue, HeldIssue, Issue, SkippedIssue } from './issue.ts';
import { findIssue, insertIssue, mailedIssues, replaceIssue } from './issue-queries.ts';

export type ComposeWeekInput = {
  week: IsoWeek;
  reading: CatalogReading;
  limits: LineupLimits;
  today: PlainDate;
  sendsOn: PlainDate;
  composedAt: Date;
};

/** The week's issue as it now is; `decided` when somebody has acted on it, so that composing keeps its hands off. */
export type Composing =
  | { kind: 'composed'; issue: DraftIssue | HeldIssue | SkippedIssue }
  | { kind: 'decided'; issue: Issue };

function mayReplace(issue: Issue): issue is DraftIssue | HeldIssue | SkippedIssue {
  return issue.state === 'draft' || issue.state === 'held' || issue.state === 'skipped';
}

/** Makes or refreshes the week's issue from the catalog and the votes as they are. */
export async function composeWeek(
  store: Store,
  { week, reading, composedAt, ...input }: ComposeWeekInput,
): Promise<Composing> {
  const existing = await findIssue(store, week);
  if (existing && !mayReplace(existing)) return { kind: 'decided', issue: existing };
  const issue = composeIssue({
    ...input,
    week,
    catalog: reading.catalog,
    leftOut: reading.faults.map(formatFault),
    votes: await countVotes(store),
    mailed: await mailedIssues(store),
    composedAt: composedAt.toISOString(),
  });
  const written = existing ? await replaceIssue(store, existing, issue) : await insertIssue(store, issue);
  if (written) return { kind: 'composed', issue };
  // Somebody was quicker: what they wrote stands.
  const theirs = await findIssue(store, week);
  if (!theirs) throw new Error(`issue ${week} vanished -- invariant`);
  return { kind: 'decided', issue: theirs };
}
