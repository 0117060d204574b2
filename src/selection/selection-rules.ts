import type { IsoWeek } from '#calendar/iso-week.ts';
import type { PlainDate } from '#calendar/plain-date.ts';
import type { Catalog } from '#catalog/catalog.ts';
import type { Pairing, PairingSlug } from '#catalog/pairing.ts';
import type { ToolSlug } from '#catalog/tool.ts';

/** What a lineup may hold. */
export type LineupLimits = {
  /** Most pairings in an issue. */
  most: number;
  /** Fewer than this hold the issue. */
  fewest: number;
};

const FEWEST_REVIEWS = 3;
const MOST_OF_A_CATEGORY = 2;

/** What the rules look at. */
export type SelectionContext = {
  catalog: Catalog;
  /** Pairings published after `after` and up to `upTo`, both days inclusive of nothing and of itself: (after, upTo]. */
  window: { after: PlainDate; upTo: PlainDate };
  /** The issue each pairing was already mailed in. */
  sentIn: ReadonlyMap<PairingSlug, IsoWeek>;
  limits: LineupLimits;
};

/** Why a pairing cannot be in the lineup, given those already chosen; undefined when nothing speaks against it. */
type SelectionRule = {
  name: string;
  refuse(pairing: Pairing, context: SelectionContext, chosen: readonly Pairing[]): string | undefined;
};

function categoriesOf(catalog: Catalog, pairing: Pairing): string[] {
  return [...new Set(pairing.tools.map((slug) => catalog.tools.get(slug)?.category ?? ''))];
}

function reviewCount(catalog: Catalog, tool: ToolSlug): number {
  return catalog.reviews.get(tool)?.length ?? 0;
}

/** Reading this list is reading the specification: the first rule that speaks gives the reason. */
export const selectionRules = [
  {
    name: 'earlier issue',
    refuse: ({ publishedOn }, { window }) =>
      publishedOn <= window.after
        ? `published ${publishedOn}, not after the previous issue's cutoff ${window.after}`
        : undefined,
  },
  {
    name: 'not yet published',
    refuse: ({ publishedOn }, { window }) =>
      publishedOn > window.upTo ? `published ${publishedOn}, after this issue's cutoff ${window.upTo}` : undefined,
  },
  {
    name: 'already sent',
    refuse: ({ slug }, { sentIn }) => (sentIn.has(slug) ? `already in ${sentIn.get(slug)}` : undefined),
  },
  {
    name: 'missing file',
    refuse: ({ tools }, { catalog }) => {
      const missing = tools.filter((slug) => !catalog.tools.has(slug));
      return missing.length > 0 ? `no sound file for ${missing.join(' and ')}` : undefined;
    },
  },
  {
    name: 'too few reviews',
    refuse: ({ tools }, { catalog }) => {
      const short = tools.find((slug) => reviewCount(catalog, slug) < FEWEST_REVIEWS);
      return short && `${short} has ${reviewCount(catalog, short)} of at least ${FEWEST_REVIEWS} reviews`;
    },
  },
  {
    name: 'same tool twice',
    refuse: ({ tools }, _, chosen) => {
      const twice = tools.find((slug) => chosen.some((other) => other.tools.includes(slug)));
      return twice && `${twice} is already in this issue`;
    },
  },
  {
    name: 'category full',
    refuse: (pairing, { catalog }, chosen) => {
      const full = categoriesOf(catalog, pairing).find(
        (category) =>
          chosen.filter((other) => categoriesOf(catalog, other).includes(category)).length >= MOST_OF_A_CATEGORY,
      );
      return full && `${MOST_OF_A_CATEGORY} pairings of ${full} are already in this issue`;
    },
  },
  {
    name: 'issue full',
    refuse: (_, { limits }, chosen) =>
      chosen.length >= limits.most ? `${limits.most} pairings are already in this issue` : undefined,
  },
] as const satisfies readonly SelectionRule[];

export type SelectionRuleName = (typeof selectionRules)[number]['name'];

/** The first rule that refuses a pairing, with its reason. */
export function refusalOf(
  pairing: Pairing,
  context: SelectionContext,
  chosen: readonly Pairing[],
): { rule: SelectionRuleName; reason: string } | undefined {
  for (const { name, refuse } of selectionRules) {
    const reason = refuse(pairing, context, chosen);
    if (reason) return { rule: name, reason };
  }
  return undefined;
}
