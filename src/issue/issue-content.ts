import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { IsoWeek } from '#calendar/iso-week.ts';
import type { PlainDate } from '#calendar/plain-date.ts';
import type { Verdict } from '#verdict/verdict.ts';
import type { YouSaid } from './you-said.ts';

/** What a sponsor says, in Markdown, or laid out in MJML and compiled when it was saved. */
export type Sponsor = { label: string } & ({ markdown: string } | { mjml: string; html: string; text: string });

/** Everything an issue says, as data: the lineup with its verdicts as they were computed, the lead first. */
export type IssueContent = {
  week: IsoWeek;
  /** The day in the head of the mail. */
  date: PlainDate;
  subject: string;
  preheader: string;
  /** The editor's note, Markdown; empty when there is none. */
  note: string;
  /** How the panel works, in one line. */
  panelMethod: string;
  lineup: Verdict[];
  /** A block that is paid for, always under its label. */
  sponsor?: Sponsor;
  /** Absent when nobody disagreed enough, so that the hash of an issue without it is what it was before there was one. */
  youSaid?: YouSaid;
};

/** SHA-256 of the content's canonical JSON (RFC 8785), as hex: the same content has the same hash wherever it is computed. */
export function contentHash(content: IssueContent): string {
  const json = canonicalize(content);
  if (json === undefined) throw new Error('content has no JSON form -- invariant');
  return createHash('sha256').update(json).digest('hex');
}
