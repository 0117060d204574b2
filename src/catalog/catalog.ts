import type { Pairing } from './pairing.ts';
import type { Review } from './review.ts';
import type { Panel } from './reviewer.ts';
import type { Tool, ToolSlug } from './tool.ts';

/** Everything editors wrote that has no fault. Sorted by slug, so that nothing depends on the order of files. */
export type Catalog = {
  panel: Panel;
  tools: ReadonlyMap<ToolSlug, Tool>;
  /** A tool's reviews in the panel's order. A tool without reviews has no entry. */
  reviews: ReadonlyMap<ToolSlug, readonly Review[]>;
  /** A pairing stays when one of its tools was left out: choosing the lineup refuses it and says so. */
  pairings: readonly Pairing[];
};
