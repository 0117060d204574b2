import { daysBetween, type PlainDate } from '#calendar/plain-date.ts';
import type { PanelVerdict } from '#verdict/panel-verdict.ts';
import type { Verdict, VerdictSide } from '#verdict/verdict.ts';
import type { Candidate, RankingPart } from './candidate.ts';

/** A day for which votes are called lively; half the points are earned here. */
const LIVELY_VOTES = 50;

/** How much a part can earn, and what share of it (0 to 1) a verdict earns on a day, because of what. */
type RankingRule = {
  name: string;
  most: number;
  earn(verdict: Verdict, on: PlainDate): { share: number; because: string };
};

function split({ ships, skips }: PanelVerdict): number {
  const reviews = ships + skips;
  return reviews === 0 ? 0 : (4 * ships * skips) / reviews ** 2;
}

function cost({ tool: { entry } }: VerdictSide): number {
  return { free: 0, freemium: 1, paid: 2, contact: 3 }[entry.model];
}

/** What makes a pairing worth the first place. The points add up to 100. */
const rankingRules: readonly RankingRule[] = [
  {
    name: 'freshness',
    most: 30,
    earn({ pairing }, on) {
      const age = daysBetween(pairing.publishedOn, on);
      return {
        share: Math.max(0, 1 - age / 14),
        because: age === 0 ? 'published today' : `published ${age} ${age === 1 ? 'day' : 'days'} ago`,
      };
    },
  },
  {
    name: 'panel disagreement',
    most: 25,
    earn({ sides: [a, b] }) {
      const between = Math.abs(a.panel.percent - b.panel.percent) / 100;
      const within = (split(a.panel) + split(b.panel)) / 2;
      return { share: Math.max(between, within), because: `panel ${a.panel.percent}% against ${b.panel.percent}%` };
    },
  },
  {
    name: 'same category',
    most: 20,
    earn({ sides: [a, b] }) {
      const same = a.tool.category === b.tool.category;
      return {
        share: same ? 1 : 0,
        because: same ? `both in ${a.tool.category}` : `${a.tool.category} and ${b.tool.category}`,
      };
    },
  },
  {
    name: 'community interest',
    most: 15,
    earn({ sides: [a, b] }) {
      const votes = a.community.votes + b.community.votes;
      return { share: votes / (votes + LIVELY_VOTES), because: `${votes} ${votes === 1 ? 'vote' : 'votes'}` };
    },
  },
  {
    name: 'price contrast',
    most: 10,
    earn({ sides: [a, b] }) {
      return {
        share: Math.min(1, Math.abs(cost(a) - cost(b)) / 2),
        because: `${a.tool.entry.model} against ${b.tool.entry.model}`,
      };
    },
  },
];

function tenths(points: number): number {
  return Math.round(points * 10) / 10;
}

/** A verdict with its points as of a day; every part is shown, also those that earned nothing. */
export function rank(verdict: Verdict, on: PlainDate): Candidate {
  const parts = rankingRules.map(({ name, most, earn }): RankingPart => {
    const { share, because } = earn(verdict, on);
    return { name, points: tenths(most * share), because };
  });
  return { verdict, points: tenths(parts.reduce((sum, part) => sum + part.points, 0)), parts };
}

/** Most points first; the slug settles a tie, so that the order never depends on files. */
export function byPoints(a: Candidate, b: Candidate): number {
  return b.points - a.points || (a.verdict.pairing.slug < b.verdict.pairing.slug ? -1 : 1);
}
