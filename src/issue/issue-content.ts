import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { IsoWeek } from '#calendar/iso-week.ts';
import type { PlainDate } from '#calendar/plain-date.ts';
import type { PairingSlug } from '#catalog/pairing.ts';
import type { Verdict } from '#verdict/verdict.ts';
import type { YouSaid } from './you-said.ts';

/** What a sponsor says, in Markdown, or laid out in MJML and compiled when it was saved. */
export type Sponsor = { label: string } & ({ markdown: string } | { mjml: string; html: string; text: string });

/** Everything a week's issue says, as data: the lineup with its verdicts as they were computed, the lead first. */
export type DigestContent = {
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

/** A mail that an editor laid out in MJML, compiled when it was saved. */
export type SpecialContent = {
  kind: 'special';
  date: PlainDate;
  subject: string;
  preheader: string;
  mjml: string;
  /** Compiled from it when it was saved; the mail's frame is put around them. */
  layout: { html: string; css: string; text: string };
};

/** What was wrong with a verdict, said to those whose mail carried it. */
export type CorrectionContent = {
  kind: 'correction';
  date: PlainDate;
  subject: string;
  preheader: string;
  /** The issue that carried the pairing. */
  of: IsoWeek;
  pairing: PairingSlug;
  /** The names of its two tools. */
  tools: [string, string];
  /** Plain text; an empty line ends a paragraph. */
  words: string;
};

/** What is mailed, as data. */
export type IssueContent = DigestContent | SpecialContent | CorrectionContent;

/** Whether it is a week's issue. It has no kind: the hash of an issue is what it was before there were others. */
export function isDigest(content: IssueContent): content is DigestContent {
  return !('kind' in content);
}

/** The verdicts in a mail; none where it is not a week's issue. */
export function lineupOf(content: IssueContent): readonly Verdict[] {
  return isDigest(content) ? content.lineup : [];
}

/** SHA-256 of the content's canonical JSON (RFC 8785), as hex: the same content has the same hash wherever it is computed. */
export function contentHash(content: IssueContent): string {
  const json = canonicalize(content);
  if (json === undefined) throw new Error('content has no JSON form -- invariant');
  return createHash('sha256').update(json).digest('hex');
}
