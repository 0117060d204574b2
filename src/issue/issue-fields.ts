import type { PlainDate } from '#calendar/plain-date.ts';
import type { Verdict } from '#verdict/verdict.ts';
import type { DigestContent, Sponsor } from './issue-content.ts';

/** What an editor can change about an issue. Everything else in it is computed. */
export type IssueFields = {
  subject: string;
  preheader: string;
  /** Markdown; empty for none. */
  note: string;
  sponsor: Sponsor | undefined;
  /** Slugs of pairings, the lead first. */
  lineup: readonly string[];
  /** An ISO instant; undefined for the schedule's time. */
  sendAt: string | undefined;
};

export type FieldName = keyof IssueFields;

/** In the order and the words in which editors see them. */
export const FIELD_WORDS: Readonly<Record<FieldName, string>> = {
  subject: 'Subject',
  preheader: 'Preheader',
  lineup: 'Lineup',
  note: 'Editor’s note',
  sponsor: 'Sponsor',
  sendAt: 'Send time',
};

export function fieldsOf({ content, sendAt }: { content: DigestContent; sendAt?: string }): IssueFields {
  const { subject, preheader, note, sponsor, lineup } = content;
  return { subject, preheader, note, sponsor, lineup: lineup.map(({ pairing }) => pairing.slug), sendAt };
}

export type Filling =
  | { kind: 'filled'; content: DigestContent }
  | { kind: 'refused'; problems: { field: FieldName; problem: string; remedy: string }[] };

/** What a lineup can be filled from. */
export type Shelf = {
  /** The verdict on a pairing as it is computed now; undefined when the catalog has none. */
  verdictOf(pairing: string): Verdict | undefined;
  /** The day in the head of the mail. */
  date: PlainDate;
};

/** An issue's content with other fields. Pairings that were in it keep the verdict they had: what editors read is what goes out. */
export function withFields(content: DigestContent, fields: IssueFields, { verdictOf, date }: Shelf): Filling {
  const had = new Map<string, Verdict>(content.lineup.map((verdict) => [verdict.pairing.slug, verdict]));
  const chosen = [...new Set(fields.lineup)].map((slug) => ({ slug, verdict: had.get(slug) ?? verdictOf(slug) }));
  const problems = chosen
    .filter(({ verdict }) => verdict === undefined)
    .map(({ slug }) => ({
      field: 'lineup' as const,
      problem: `there is no pairing ${slug} with both its tools`,
      remedy: 'choose one of the catalog; "verdicts check" says what the data lacks',
    }));
  if (chosen.length === 0)
    problems.push({ field: 'lineup', problem: 'is empty', remedy: 'put a pairing in, or skip the week' });
  if (problems.length > 0) return { kind: 'refused', problems };
  const { sponsor: _, ...rest } = content;
  const { subject, preheader, note, sponsor } = fields;
  const lineup = chosen.flatMap(({ verdict }) => (verdict ? [verdict] : []));
  return {
    kind: 'filled',
    content: { ...rest, date, subject, preheader, note, lineup, ...(sponsor ? { sponsor } : {}) },
  };
}
