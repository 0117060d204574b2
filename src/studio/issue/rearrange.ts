/** What a button beside a pairing does to the lineup. */
const moves: Readonly<Record<string, (lineup: readonly string[], slug: string) => string[]>> = {
  up: (lineup, slug) => swapped(lineup, lineup.indexOf(slug) - 1),
  down: (lineup, slug) => swapped(lineup, lineup.indexOf(slug)),
  lead: (lineup, slug) => [slug, ...lineup.filter((other) => other !== slug)],
  remove: (lineup, slug) => lineup.filter((other) => other !== slug),
  put: (lineup, slug) => [...lineup.filter((other) => other !== slug), slug],
};

/** The place and the one after it change places; beyond the ends nothing happens. */
function swapped(lineup: readonly string[], place: number): string[] {
  const [one, other] = [lineup[place], lineup[place + 1]];
  if (one === undefined || other === undefined) return [...lineup];
  return lineup.toSpliced(place, 2, other, one);
}

/** The lineup after a button such as `up:alpha-vs-beta`; any other button leaves it as it is. */
export function rearrange(lineup: readonly string[], pressed: string): string[] {
  const [move = '', slug = ''] = pressed.split(':');
  return Object.hasOwn(moves, move) ? (moves[move]?.(lineup, slug) ?? []) : [...lineup];
}
