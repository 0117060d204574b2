import { plainDate } from '#calendar/plain-date.ts';
import type { Catalog } from '#catalog/catalog.ts';
import type { SelectionContext } from '#selection/selection-rules.ts';

/** The week of 17 November 2026: published after the 10th and up to the 17th, at most five, nothing sent before. */
export function aContext(catalog: Catalog, changes: Partial<SelectionContext> = {}): SelectionContext {
  return {
    catalog,
    window: { after: plainDate('2026-11-10'), upTo: plainDate('2026-11-17') },
    sentIn: new Map(),
    limits: { most: 5, fewest: 2 },
    ...changes,
  };
}
