import type { IsoWeek } from '#calendar/iso-week.ts';
import type { PlainDate } from '#calendar/plain-date.ts';
import { formatFault } from '#catalog/fault.ts';
import type { CatalogReading } from '#catalog/read-catalog.ts';
import type { LineupLimits } from '#selection/selection-rules.ts';
import type { Store } from '#store/open-store.ts';
import { countVotes } from '#votes/vote-queries.ts';
import { type ComposedIssue, composeIssue } from './compose-issue.ts';
import type { Approval, ApprovedIssue, Issue } from './issue.ts';
import { findIssue, insertIssue, mailedDigests, replaceIssue } from './issue-queries.ts';

export type ComposeWeekInput = {
  week: IsoWeek;
  reading: CatalogReading;
  limits: LineupLimits;
  today: PlainDate;
  sendsOn: PlainDate;
  composedAt: Date;
  /** Who asked for it. */
  who: string;
  /** Whether words of an editor may be thrown away for it; they stay in the history. */
  overEdits: boolean;
};

/** The week's issue as it now is. */
export type Composing =
  | { kind: 'composed'; issue: ComposedIssue; voided?: Approval }
  /** Composing again made the same content: the approval stands. */
  | { kind: 'unchanged'; issue: ApprovedIssue }
  /** An editor's words are in it: they stay. */
  | { kind: 'edited'; issue: Issue; editedBy: string }
  /** It is being sent or was sent, or somebody else wrote it meanwhile. */
  | { kind: 'decided'; issue: Issue };

async function composed(store: Store, input: ComposeWeekInput, existing: Issue | undefined): Promise<ComposedIssue> {
  const { reading, composedAt, limits, today, sendsOn, week } = input;
  const sendAt = existing?.sendAt;
  const issue = composeIssue({
    limits,
    today,
    sendsOn,
    week,
    catalog: reading.catalog,
    leftOut: reading.faults.map(formatFault),
    votes: await countVotes(store),
    mailed: (await mailedDigests(store)).map(({ content, cutoffOn }) => ({ week: content.week, content, cutoffOn })),
    composedAt: composedAt.toISOString(),
  });
  return sendAt === undefined ? issue : { ...issue, sendAt };
}

/** Makes or refreshes the week's issue from the catalog and the votes as they are; an approval of other content is void then. */
export async function composeWeek(store: Store, input: ComposeWeekInput): Promise<Composing> {
  const existing = await findIssue(store, input.week);
  if (existing?.state === 'sending' || existing?.state === 'sent') return { kind: 'decided', issue: existing };
  if (existing?.editedBy !== undefined && !input.overEdits)
    return { kind: 'edited', issue: existing, editedBy: existing.editedBy };
  const issue = await composed(store, input, existing);
  if (existing?.state === 'approved' && issue.state === 'draft' && existing.contentHash === issue.contentHash) {
    return { kind: 'unchanged', issue: existing };
  }
  const voided = existing?.state === 'approved' ? existing.approval : undefined;
  const note = voided ? { note: `the approval by ${voided.editor} is void` } : {};
  const change = { who: input.who, act: 'composed' as const, at: input.composedAt, ...note };
  const written = existing
    ? await replaceIssue(store, existing, issue, change)
    : await insertIssue(store, issue, change);
  if (written) return { kind: 'composed', issue, ...(voided ? { voided } : {}) };
  // Somebody was quicker: what they wrote stands.
  const theirs = await findIssue(store, input.week);
  if (!theirs) throw new Error(`issue ${input.week} vanished -- invariant`);
  return { kind: 'decided', issue: theirs };
}
