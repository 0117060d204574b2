import type { LinkClicks } from '#delivery/click-queries.ts';

type Clicks = Pick<LinkClicks, 'readers' | 'machinesOnly'>;

export type PairingClicks = { pairing: string; comparison: Clicks; vote: Clicks };

/** Clicks of an issue, sorted by what the link leads to. */
export type SortedClicks = { pairings: PairingClicks[]; others: (Clicks & { link: string })[] };

const NONE: Clicks = { readers: 0, machinesOnly: 0 };

/** A link's pairing, and which of the pairing's links it is; by the path alone, as the site may have moved since. */
function placeOf(link: string) {
  const [, kind, pairing] = /^https?:\/\/[^/]+\/(compare|vote)\/([^/?#]+)/.exec(link) ?? [];
  return pairing === undefined ? undefined : ({ pairing, kind: kind === 'vote' ? 'vote' : 'comparison' } as const);
}

/** Every pairing of the lineup is in it, clicked or not, in the order of the mail; then what else was linked to. */
export function clicksByPairing(clicks: readonly LinkClicks[], lineup: readonly string[]): SortedClicks {
  const pairings = new Map<string, PairingClicks>(
    lineup.map((pairing) => [pairing, { pairing, comparison: NONE, vote: NONE }]),
  );
  const others: SortedClicks['others'] = [];
  for (const { link, readers, machinesOnly } of clicks) {
    const counts = { readers, machinesOnly };
    const place = link === null ? undefined : placeOf(link);
    const before = place && pairings.get(place.pairing);
    if (before) pairings.set(place.pairing, { ...before, [place.kind]: counts });
    else others.push({ link: link ?? 'a link that is not known', ...counts });
  }
  return { pairings: [...pairings.values()], others };
}
