import type { Review } from '#catalog/review.ts';

/** How the panel voted on one tool. */
export type PanelVerdict = {
  ships: number;
  skips: number /** Ships over reviews, 0 to 100, rounded; 0 without reviews. */;
  percent: number;
};

export function panelVerdict(reviews: readonly Review[]): PanelVerdict {
  const ships = reviews.filter(({ stance }) => stance === 'ship').length;
  const percent = reviews.length === 0 ? 0 : Math.round((100 * ships) / reviews.length);
  return { ships, skips: reviews.length - ships, percent };
}
