import { light } from '../theme.ts';

type Token = keyof typeof light;
type Pair = { ink: Token; on: Token };

/** Every ink and the ground it lies on: inline styles, the dark style sheet and the contrast test all read this list. */
export const pairs = {
  page: { ink: 'ink', on: 'page' },
  card: { ink: 'ink', on: 'card' },
  muted: { ink: 'mutedInk', on: 'card' },
  link: { ink: 'link', on: 'card' },
  ship: { ink: 'ship', on: 'card' },
  skip: { ink: 'skip', on: 'card' },
  'muted-page': { ink: 'mutedInk', on: 'page' },
  'link-page': { ink: 'link', on: 'page' },
} as const satisfies Record<string, Pair>;

export type PairName = keyof typeof pairs;

/** Class and inline colours together, so that no client sees one without the other. */
export function paint(name: PairName) {
  const { ink, on } = pairs[name];
  return { className: name, style: { color: light[ink], backgroundColor: light[on] } };
}
