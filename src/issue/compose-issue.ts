import type { IsoWeek } from '#calendar/iso-week.ts';
import { mondayOf, sundayOf } from '#calendar/iso-week.ts';
import { addDays, earlierOf, laterOf, type PlainDate } from '#calendar/plain-date.ts';
import type { Catalog } from '#catalog/catalog.ts';
import type { PairingSlug } from '#catalog/pairing.ts';
import { selectLineup } from '#selection/select-lineup.ts';
import type { LineupLimits } from '#selection/selection-rules.ts';
import type { VoteCounts } from '#votes/vote-count.ts';
import type { DraftIssue, HeldIssue, SkippedIssue } from './issue.ts';
import { contentHash, type DigestContent } from './issue-content.ts';
import { lineupReport } from './lineup-report.ts';
import { preheaderLine, subjectLine } from './subject-line.ts';
import { youSaid } from './you-said.ts';

export type ComposeInput = {
  week: IsoWeek;
  catalog: Catalog;
  votes: VoteCounts;
  /** Earlier issues that were mailed, any order. */
  mailed: readonly { week: IsoWeek; cutoffOn: PlainDate; content: DigestContent }[];
  limits: LineupLimits;
  today: PlainDate;
  /** The day the schedule sends this week's issue. */
  sendsOn: PlainDate;
  /** What the data folder lacks, as an editor reads it. */
  leftOut: readonly string[];
  composedAt: string;
};

function earlierIssues({ week, mailed }: ComposeInput): ComposeInput['mailed'] {
  return mailed.filter((issue) => issue.week < week).toSorted((a, b) => a.week.localeCompare(b.week));
}

/** What composing makes: a week's issue, or none. */
export type ComposedIssue = ((DraftIssue | HeldIssue) & { content: DigestContent }) | SkippedIssue;

/** (after, upTo]: after the latest cutoff of an earlier issue, else the week's own days; up to today, within the week. */
function selectionWindow(input: ComposeInput): { after: PlainDate; upTo: PlainDate } {
  const { week, today } = input;
  const cutoffs = earlierIssues(input).map(({ cutoffOn }) => cutoffOn);
  return { after: cutoffs.toSorted().at(-1) ?? addDays(mondayOf(week), -1), upTo: earlierOf(today, sundayOf(week)) };
}

/** What readers made of the latest earlier issue. */
function youSaidOf(input: ComposeInput): Pick<DigestContent, 'youSaid'> {
  const said = youSaid(earlierIssues(input).at(-1)?.content.lineup ?? [], input.votes);
  return said ? { youSaid: said } : {};
}

function sentIn(mailed: ComposeInput['mailed'], week: IsoWeek): Map<PairingSlug, IsoWeek> {
  const others = mailed.filter((issue) => issue.week !== week);
  return new Map(
    others.flatMap(({ week: other, content }) => content.lineup.map(({ pairing }) => [pairing.slug, other] as const)),
  );
}

/** The week's issue from data: a draft, held when there is too little for one, skipped when there is nothing. */
export function composeIssue(input: ComposeInput): ComposedIssue {
  const { week, catalog, limits, today, sendsOn } = input;
  const window = selectionWindow(input);
  const selection = selectLineup({ catalog, window, sentIn: sentIn(input.mailed, week), limits }, input.votes);
  const base = {
    name: week,
    cutoffOn: window.upTo,
    report: lineupReport(selection, input.leftOut),
    composedAt: input.composedAt,
  };
  const lineup = selection.chosen.map(({ verdict }) => verdict);
  const [lead, ...others] = lineup;
  if (!lead)
    return {
      ...base,
      state: 'skipped',
      decidedBy: 'composing',
      reason: `nothing new: no pairing from after ${window.after} up to ${window.upTo} can be in an issue`,
    };
  const content: DigestContent = {
    week,
    date: laterOf(today, sendsOn),
    subject: subjectLine(lead),
    preheader: preheaderLine(others),
    note: '',
    panelMethod: catalog.panel.method,
    lineup,
    ...youSaidOf(input),
  };
  const draft = { ...base, content, contentHash: contentHash(content) };
  if (lineup.length >= limits.fewest) return { ...draft, state: 'draft' };
  return {
    ...draft,
    state: 'held',
    decidedBy: 'composing',
    reason: `only ${lineup.length} of at least ${limits.fewest} pairings`,
  };
}
