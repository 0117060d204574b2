import type { Issue } from '#issue/issue.ts';

const SOON_MS = 24 * 3_600_000;

/** What is known of an issue beside itself. */
export type WeekFacts = {
  sendsAt: Date | undefined;
  now: Date;
  /** Deliveries that nobody can tell whether they were accepted. */
  unknown: number;
  /** Readers of a finished issue that were never mailed. */
  unmailed: number;
  /** Whether the approval is for what would be sent now. */
  approvalFits: boolean;
};

type Need = { name: string; speaks(issue: Issue, facts: WeekFacts): string | undefined };

/** Reading this list is reading what an editor is asked to do. */
export const needs: readonly Need[] = [
  { name: 'held', speaks: (issue) => (issue.state === 'held' ? `held: ${issue.reason}` : undefined) },
  {
    name: 'paused',
    speaks: (issue) =>
      issue.state === 'sending' && issue.pausedBecause ? `sending stands still: ${issue.pausedBecause}` : undefined,
  },
  {
    name: 'approval missing',
    speaks(issue, { sendsAt, now }) {
      const left = sendsAt ? sendsAt.getTime() - now.getTime() : 0;
      return issue.state === 'draft' && left > 0 && left <= SOON_MS
        ? 'goes out within a day and is not approved'
        : undefined;
    },
  },
  {
    name: 'time passed',
    speaks: (issue, { sendsAt, now }) =>
      issue.state === 'draft' && sendsAt && sendsAt <= now
        ? 'its time has passed and nobody has approved it'
        : undefined,
  },
  {
    name: 'approval void',
    speaks: (issue, { approvalFits }) =>
      issue.state === 'approved' && !approvalFits ? 'the approval is for other bytes than would be sent' : undefined,
  },
  {
    name: 'unknown',
    speaks: (_, { unknown }) => (unknown > 0 ? `${unknown} of unknown fate: settle them` : undefined),
  },
  {
    name: 'unmailed',
    speaks: (issue, { unmailed }) =>
      issue.state === 'sent' && unmailed > 0 ? `${unmailed} did not get it and could be mailed` : undefined,
  },
];

export function needsOf(issue: Issue, facts: WeekFacts): string[] {
  return needs.flatMap(({ speaks }) => speaks(issue, facts) ?? []);
}
