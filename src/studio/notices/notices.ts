import { clockWords } from '#calendar/clock-words.ts';
import type { Accounting } from '#delivery/accounting.ts';
import type { Issue } from '#issue/issue.ts';

/** What is known of an issue when editors are told about it. */
export type NoticeFacts = {
  now: Date;
  sendsAt: Date | undefined;
  timeZone: string;
  /** Undefined before it is frozen. */
  accounting: Accounting | undefined;
};

/** A mail to editors; `kind` is what makes it the same mail, told once about an issue. */
export type Notice = { kind: string; subject: string; paragraphs: string[] };

type NoticeRule = { name: string; write(issue: Issue, facts: NoticeFacts): Notice | undefined };

const APPROVAL_WITHIN_MS = 2 * 3_600_000;

function sumOf({ audience, accepted, rejected, suppressed, unsubscribed, unknown, waiting }: Accounting): string {
  return `Audience ${audience} = accepted ${accepted} + rejected ${rejected} + suppressed ${suppressed} + unsubscribed meanwhile ${unsubscribed} + unknown ${unknown} + waiting ${waiting}.`;
}

function outTime({ sendsAt, timeZone }: NoticeFacts): string {
  return sendsAt ? `It goes out on ${clockWords(sendsAt, timeZone)}.` : 'It has no time of its own yet.';
}

/** Reading this list is reading what editors are mailed. */
export const noticeRules: readonly NoticeRule[] = [
  {
    name: 'draft ready',
    write(issue, facts) {
      if (issue.state !== 'draft' || issue.editedBy !== undefined) return undefined;
      const { subject } = issue.content;
      const paragraphs = [`The draft "${subject}" waits for your eyes.`, outTime(facts)];
      return { kind: 'draft ready', subject: `${issue.name}: the draft is ready`, paragraphs };
    },
  },
  {
    name: 'approval missing',
    write(issue, facts) {
      const left = facts.sendsAt ? facts.sendsAt.getTime() - facts.now.getTime() : 0;
      if (issue.state !== 'draft' || left <= 0 || left > APPROVAL_WITHIN_MS) return undefined;
      const paragraphs = [`Nobody has approved it. ${outTime(facts)}`, 'Without an approval nothing is sent.'];
      return { kind: 'approval missing', subject: `${issue.name}: nobody has approved it yet`, paragraphs };
    },
  },
  {
    name: 'sent',
    write(issue, { accounting }) {
      if (issue.state !== 'sent' || !accounting) return undefined;
      const paragraphs = [sumOf(accounting), 'What arrives, bounces and is read is in the report.'];
      return { kind: 'sent', subject: `${issue.name} is sent`, paragraphs };
    },
  },
  {
    name: 'held',
    write(issue) {
      if (issue.state !== 'held' || issue.decidedBy === 'editor') return undefined;
      const paragraphs = [`It is held: ${issue.reason}.`, 'Nothing goes out until somebody releases and approves it.'];
      return { kind: `held: ${issue.reason}`, subject: `${issue.name} is held`, paragraphs };
    },
  },
  {
    name: 'paused',
    write(issue) {
      if (issue.state !== 'sending' || issue.pausedBecause === undefined) return undefined;
      const paragraphs = [`Sending stands still: ${issue.pausedBecause}.`, 'It goes on where it stopped.'];
      return { kind: `paused: ${issue.pausedBecause}`, subject: `${issue.name} needs a hand`, paragraphs };
    },
  },
  {
    name: 'unknown',
    write(issue, { accounting }) {
      if (issue.state !== 'sent' || !accounting || accounting.unknown === 0) return undefined;
      const paragraphs = [
        `Of ${accounting.unknown} deliveries nobody can tell whether they were accepted.`,
        'Nothing of them is sent again by itself. Events may still settle them, or you do.',
      ];
      return { kind: 'unknown', subject: `${issue.name}: ${accounting.unknown} of unknown fate`, paragraphs };
    },
  },
];

export function noticesOf(issue: Issue, facts: NoticeFacts): Notice[] {
  return noticeRules.flatMap(({ write }) => write(issue, facts) ?? []);
}
