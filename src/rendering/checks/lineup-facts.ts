import { daysBetween } from '#calendar/plain-date.ts';
import { isDigest, lineupOf } from '#issue/issue-content.ts';
import { FEWEST_VOTES_SHOWN } from '#verdict/community-verdict.ts';
import type { Verdict } from '#verdict/verdict.ts';
import type { Found, OpenedMail } from './mail-check.ts';

/** The mail shows the first 160 characters: of a longer quote than this, less than half. */
const QUOTE_MOST = 320;
const PRICE_DAYS_MOST = 60;

type Wrong = Pick<Found, 'problem' | 'remedy'>;

function ofEach(lineup: readonly Verdict[], wrongWith: (verdict: Verdict) => Wrong[]): Found[] {
  return lineup.flatMap((verdict) => {
    const { slug } = verdict.pairing;
    return wrongWith(verdict).map((wrong) => ({ place: slug, ...wrong, field: 'lineup' as const, pairing: slug }));
  });
}

export function quotes({ content }: OpenedMail): Found[] {
  return ofEach(lineupOf(content), ({ disagreement }) => {
    if (!disagreement) return [{ problem: 'has no quotes', remedy: 'write reviews for both tools' }];
    return disagreement.flatMap(({ reviewer, quote }) => {
      if (quote.trim() === '') return [{ problem: `has an empty quote by ${reviewer}`, remedy: 'write the review' }];
      if (quote.length <= QUOTE_MOST) return [];
      const problem = `has a quote of ${quote.length} characters by ${reviewer}`;
      return [{ problem, remedy: `at most ${QUOTE_MOST}: the mail shows the first 160` }];
    });
  });
}

export function sentBefore({ content, context }: OpenedMail): Found[] {
  return ofEach(lineupOf(content), ({ pairing }) => {
    const week = context.sentEarlier.get(pairing.slug);
    if (week === undefined) return [];
    return [{ problem: `was already sent in ${week}`, remedy: 'take it out of the lineup' }];
  });
}

export function priceAge({ content, context }: OpenedMail): Found[] {
  return ofEach(lineupOf(content), ({ sides }) =>
    sides.flatMap(({ tool: { name, entry } }) => {
      const days = daysBetween(entry.checkedOn, context.today);
      if (days <= PRICE_DAYS_MOST) return [];
      const problem = `shows a price of ${name} that was checked ${days} days ago, on ${entry.checkedOn}`;
      return [{ problem, remedy: 'look it up, correct checkedOn, compose again' }];
    }),
  );
}

/** A share of a handful of votes says more than is known; see communityVerdict, and lineups that were not made by it. */
export function voteShares({ content }: OpenedMail): Found[] {
  const remedy = `fewer than ${FEWEST_VOTES_SHOWN} votes are a number, not a share: compose again`;
  const inLineup = ofEach(lineupOf(content), ({ sides }) =>
    sides.flatMap(({ tool, community }) => {
      if (community.kind === 'too-few' || community.votes >= FEWEST_VOTES_SHOWN) return [];
      return [{ problem: `shows ${community.percent}% of ${community.votes} votes for ${tool.name}`, remedy }];
    }),
  );
  const youSaid = isDigest(content) ? content.youSaid : undefined;
  if (!youSaid || youSaid.votes >= FEWEST_VOTES_SHOWN) return inLineup;
  const problem = `shows ${youSaid.communityPercent}% of ${youSaid.votes} votes for ${youSaid.tool.name}`;
  return [...inLineup, { place: 'what readers said', problem, remedy, pairing: youSaid.pairing }];
}
