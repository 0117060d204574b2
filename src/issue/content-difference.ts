import { type ChangeObject, diffLines, diffWords } from 'diff';
import { entryWords } from '#verdict/pricing-read.ts';
import type { Verdict, VerdictSide } from '#verdict/verdict.ts';
import { type DigestContent, type IssueContent, isDigest, lineupOf, type Sponsor } from './issue-content.ts';
import { youSaidSentence } from './you-said.ts';

/** A piece of text that stayed, went, or came. */
export type Piece = { kind: 'same' | 'gone' | 'new'; text: string };

/** One thing that is not as it was, for an editor to read. */
export type Difference = { what: string; pieces: Piece[] };

/** Beyond so many changes a text is another one: nobody reads them piece by piece, and finding them all takes seconds. */
const MOST_CHANGES = 400;

/** Said as a whole where it is not the same text any more. */
function pieces(was: string, is: string, changes: readonly ChangeObject<string>[] | undefined): Piece[] {
  if (!changes)
    return [
      { kind: 'gone', text: was },
      { kind: 'new', text: is },
    ];
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'new' : removed ? 'gone' : 'same',
    text: value,
  }));
}

function wordPieces(was: string, is: string): Piece[] {
  return pieces(was, is, diffWords(was, is, { maxEditLength: MOST_CHANGES }));
}

function linePieces(was: string, is: string): Piece[] {
  return pieces(was, is, diffLines(was, is, { maxEditLength: MOST_CHANGES }));
}

function sponsorWords(sponsor: Sponsor | undefined): string {
  if (!sponsor) return '';
  return `${sponsor.label}\n${'markdown' in sponsor ? sponsor.markdown : sponsor.mjml}`;
}

function saidWords({ youSaid }: DigestContent): string {
  return youSaid ? youSaidSentence(youSaid) : '';
}

function nameOf({ sides }: Verdict): string {
  return sides.map(({ tool }) => tool.name).join(' vs ');
}

function sideLines({ tool, panel, community }: VerdictSide): string[] {
  const { name, tagline, vendor, category, launchedOn, url, entry, description } = tool;
  const readers =
    community.kind === 'share' ? `${community.percent}% of ${community.votes} votes` : `${community.votes} votes`;
  return [
    `${name}: panel ${panel.ships} ship, ${panel.skips} skip; community ${readers}`,
    `${name}: ${tagline}`,
    `${name}: ${entryWords(entry)}, as of ${entry.checkedOn}`,
    `${name}: ${category}, by ${vendor}, since ${launchedOn}, ${url}`,
    `${name}: ${description}`,
  ];
}

function quoteLines({ split, sides }: Verdict): string[] {
  return split.flatMap(({ name, reviews }) =>
    reviews.flatMap((review, side) =>
      review
        ? [`${name} on ${sides[side]?.tool.name}: ${review.stance}, “${review.quote}” (${review.reviewedOn})`]
        : [],
    ),
  );
}

/** What a verdict says in figures and words, one line each, so that a changed percentage is seen as one. */
function verdictLines(verdict: Verdict): string {
  const { pairing, sides, call, pricing } = verdict;
  const lines = [
    `Call by the ${call.by}: ship ${call.ship}: ${call.reason}`,
    `Pricing: ${pricing}`,
    ...(pairing.angle === undefined ? [] : [`Why these two: ${pairing.angle}`]),
    ...sides.flatMap(sideLines),
    ...quoteLines(verdict),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function verdictDifferences(before: readonly Verdict[], after: readonly Verdict[]): Difference[] {
  const had = new Map(before.map((verdict) => [verdict.pairing.slug, verdict]));
  return after.flatMap((verdict) => {
    const earlier = had.get(verdict.pairing.slug);
    if (!earlier || verdictLines(earlier) === verdictLines(verdict)) return [];
    return [{ what: nameOf(verdict), pieces: linePieces(verdictLines(earlier), verdictLines(verdict)) }];
  });
}

/** What a mail says besides its verdicts, by the name an editor knows it by. */
function textsOf(content: IssueContent): [what: string, text: string][] {
  const everywhere: [string, string][] = [
    ['Subject', content.subject],
    ['Preheader', content.preheader],
    ['Date', content.date],
  ];
  if (!isDigest(content)) return [...everywhere, ['Words', content.kind === 'special' ? content.mjml : content.words]];
  return [
    ...everywhere,
    ['Lineup', content.lineup.map((verdict) => `${nameOf(verdict)}\n`).join('')],
    ['Editor’s note', content.note],
    ['Sponsor', sponsorWords(content.sponsor)],
    ['How the panel works', content.panelMethod],
    ['You said', saidWords(content)],
  ];
}

const BY_LINES: readonly string[] = ['Lineup', 'Sponsor', 'Words'];

/** What makes one content another, in the order in which readers would notice. Empty for the same content. */
export function contentDifference(before: IssueContent, after: IssueContent): Difference[] {
  const had = new Map(textsOf(before));
  const changed = textsOf(after)
    .filter(([what, is]) => (had.get(what) ?? '') !== is)
    .map(([what, is]) => {
      const was = had.get(what) ?? '';
      return { what, pieces: BY_LINES.includes(what) ? linePieces(was, is) : wordPieces(was, is) };
    });
  return [...changed, ...verdictDifferences(lineupOf(before), lineupOf(after))];
}
