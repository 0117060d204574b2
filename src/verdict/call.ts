import type { EditorsCall } from '#catalog/pairing.ts';
import type { Tool } from '#catalog/tool.ts';
import type { VoteCount } from '#votes/vote-count.ts';
import type { PanelVerdict } from './panel-verdict.ts';

/** The panel decides when the sides are at least this far apart. */
const PANEL_MARGIN_POINTS = 15;
/** Readers decide by the same margin, once each side has this many votes. */
const COMMUNITY_MARGIN_POINTS = 15;
const COMMUNITY_FEWEST_VOTES = 30;

/** The answer to "which one should you ship with?", who gives it, and why. */
export type Call = { ship: Tool['slug'] | 'both' | 'neither'; by: 'editor' | 'panel' | 'community'; reason: string };

export type CallSide = { slug: Tool['slug']; name: string; panel: PanelVerdict; votes: VoteCount };

type CallRule = (sides: readonly [CallSide, CallSide], editorsCall: EditorsCall | undefined) => Call | undefined;

function leading(sides: readonly [CallSide, CallSide], percentOf: (side: CallSide) => number): [CallSide, CallSide] {
  return percentOf(sides[0]) >= percentOf(sides[1]) ? [sides[0], sides[1]] : [sides[1], sides[0]];
}

/** Not the rounded figure: 5 of 7 against 6 of 7 is less than fifteen points. */
function panelShare({ ships, skips }: PanelVerdict): number {
  return (100 * ships) / Math.max(1, ships + skips);
}

function shipShare({ ship, skip }: VoteCount): number {
  return (100 * ship) / Math.max(1, ship + skip);
}

const editorDecides: CallRule = (_, call) => call && { ship: call.ship, by: 'editor', reason: call.reason };

const panelDecides: CallRule = (sides) => {
  const [ahead, behind] = leading(sides, ({ panel }) => panelShare(panel));
  if (panelShare(ahead.panel) - panelShare(behind.panel) < PANEL_MARGIN_POINTS) return undefined;
  const reason = `${ahead.panel.percent}% of its panel would ship it, against ${behind.panel.percent}% for ${behind.name}.`;
  return { ship: ahead.slug, by: 'panel', reason };
};

const communityDecides: CallRule = (sides) => {
  if (sides.some(({ votes }) => votes.ship + votes.skip < COMMUNITY_FEWEST_VOTES)) return undefined;
  const [ahead, behind] = leading(sides, ({ votes }) => shipShare(votes));
  if (shipShare(ahead.votes) - shipShare(behind.votes) < COMMUNITY_MARGIN_POINTS) return undefined;
  const [yes, no] = [ahead, behind].map(({ votes }) => Math.round(shipShare(votes)));
  return {
    ship: ahead.slug,
    by: 'community',
    reason: `the panel is level, and readers are not: ${yes}% would ship it, against ${no}% for ${behind.name}.`,
  };
};

/** The last word: both when a majority of each panel would ship, else neither. */
function levelPanel([a, b]: readonly [CallSide, CallSide]): Call {
  const figures =
    a.panel.percent === b.panel.percent ? `${a.panel.percent}% each` : `${a.panel.percent}% and ${b.panel.percent}%`;
  const majority = [a, b].filter(({ panel }) => panel.ships > panel.skips);
  if (majority.length === 2)
    return { ship: 'both', by: 'panel', reason: `the panel would ship either (${figures}), so the job decides.` };
  const [only] = majority;
  const reason = only
    ? `the panel is too close to call (${figures}), and only ${only.name} has a majority.`
    : `neither has a majority of its panel (${figures}).`;
  return { ship: 'neither', by: 'panel', reason };
}

/** Who gets to make the call, in order of precedence. */
const callRules: readonly CallRule[] = [editorDecides, panelDecides, communityDecides];

export function makeCall(sides: readonly [CallSide, CallSide], editorsCall: EditorsCall | undefined): Call {
  for (const rule of callRules) {
    const call = rule(sides, editorsCall);
    if (call) return call;
  }
  return levelPanel(sides);
}

/** `Ship SmolVLM 2.5: it runs where the data already is.` */
export function callSentence({ ship, reason }: Call, sides: readonly Pick<Tool, 'slug' | 'name'>[]): string {
  if (ship === 'both') return `Ship both: ${reason}`;
  if (ship === 'neither') return `Skip both: ${reason}`;
  return `Ship ${sides.find(({ slug }) => slug === ship)?.name ?? ship}: ${reason}`;
}
