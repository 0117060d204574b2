import { type ChangeObject, diffLines, diffWords } from 'diff';
import type { Verdict } from '#verdict/verdict.ts';
import type { IssueContent, Sponsor } from './issue-content.ts';
import { youSaidSentence } from './you-said.ts';

/** A piece of text that stayed, went, or came. */
export type Piece = { kind: 'same' | 'gone' | 'new'; text: string };

/** One thing that is not as it was, for an editor to read. */
export type Difference = { what: string; pieces: Piece[] };

function pieces(changes: readonly ChangeObject<string>[]): Piece[] {
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'new' : removed ? 'gone' : 'same',
    text: value,
  }));
}

function sponsorWords(sponsor: Sponsor | undefined): string {
  if (!sponsor) return '';
  return `${sponsor.label}\n${'markdown' in sponsor ? sponsor.markdown : sponsor.mjml}`;
}

function saidWords({ youSaid }: IssueContent): string {
  return youSaid ? youSaidSentence(youSaid) : '';
}

function nameOf({ sides }: Verdict): string {
  return sides.map(({ tool }) => tool.name).join(' vs ');
}

/** What a verdict says in figures and words, one line each, so that a changed percentage is seen as one. */
function verdictLines({ sides, call, pricing }: Verdict): string {
  const lines = sides.flatMap(({ tool, panel, community }) => [
    `${tool.name}: panel ${panel.ships} ship, ${panel.skips} skip; community ${community.kind === 'share' ? `${community.percent}% of ` : ''}${community.votes} votes`,
    `${tool.name}: ${tool.tagline}`,
  ]);
  return [...lines, `Call: ${JSON.stringify(call)}`, `Pricing: ${pricing}`].join('\n');
}

function verdictDifferences(before: IssueContent, after: IssueContent): Difference[] {
  const had = new Map(before.lineup.map((verdict) => [verdict.pairing.slug, verdict]));
  return after.lineup.flatMap((verdict) => {
    const earlier = had.get(verdict.pairing.slug);
    if (!earlier || verdictLines(earlier) === verdictLines(verdict)) return [];
    return [{ what: nameOf(verdict), pieces: pieces(diffLines(verdictLines(earlier), verdictLines(verdict))) }];
  });
}

/** What makes one content another, in the order in which readers would notice. Empty for the same content. */
export function contentDifference(before: IssueContent, after: IssueContent): Difference[] {
  const lineup = ({ lineup }: IssueContent) => lineup.map((verdict) => `${nameOf(verdict)}\n`).join('');
  const byWords = (was: string, is: string) => pieces(diffWords(was, is));
  const byLines = (was: string, is: string) => pieces(diffLines(was, is));
  const texts: [string, string, string, typeof byWords][] = [
    ['Subject', before.subject, after.subject, byWords],
    ['Preheader', before.preheader, after.preheader, byWords],
    ['Date', before.date, after.date, byWords],
    ['Lineup', lineup(before), lineup(after), byLines],
    ['Editor’s note', before.note, after.note, byWords],
    ['Sponsor', sponsorWords(before.sponsor), sponsorWords(after.sponsor), byLines],
    ['How the panel works', before.panelMethod, after.panelMethod, byWords],
    ['You said', saidWords(before), saidWords(after), byWords],
  ];
  const changed = texts
    .filter(([, was, is]) => was !== is)
    .map(([what, was, is, diff]) => ({ what, pieces: diff(was, is) }));
  return [...changed, ...verdictDifferences(before, after)];
}
