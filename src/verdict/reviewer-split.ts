import type { Review } from '#catalog/review.ts';
import type { Panel } from '#catalog/reviewer.ts';

/** One row of the scorecard: what a reviewer said of either side, where they reviewed it. */
export type SplitRow = { reviewer: string; name: string; reviews: [Quoted | undefined, Quoted | undefined] };

type Quoted = Pick<Review, 'stance' | 'quote' | 'reviewedOn'>;

function quoteOf(reviews: readonly Review[], reviewer: string): Quoted | undefined {
  const review = reviews.find((candidate) => candidate.reviewer === reviewer);
  return review && { stance: review.stance, quote: review.quote, reviewedOn: review.reviewedOn };
}

/** The panel's reviews of two tools side by side, a row per reviewer of either, in the panel's order. */
export function reviewerSplit(panel: Panel, [a, b]: readonly [readonly Review[], readonly Review[]]): SplitRow[] {
  return panel.reviewers
    .map(({ slug, name }): SplitRow => ({ reviewer: slug, name, reviews: [quoteOf(a, slug), quoteOf(b, slug)] }))
    .filter(({ reviews }) => reviews.some((review) => review !== undefined));
}
