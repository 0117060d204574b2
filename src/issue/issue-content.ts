import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { IsoWeek } from '#calendar/iso-week.ts';
import type { PlainDate } from '#calendar/plain-date.ts';
import type { Verdict } from '#verdict/verdict.ts';

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
};

/** SHA-256 of the content's canonical JSON (RFC 8785), as hex: the same content has the same hash wherever it is computed. */
export function contentHash(content: IssueContent): string {
  const json = canonicalize(content);
  if (json === undefined) throw new Error('content has no JSON form -- invariant');
  return createHash('sha256').update(json).digest('hex');
}
