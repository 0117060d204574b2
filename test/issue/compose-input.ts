import { plainDate } from '#calendar/plain-date.ts';
import type { Pairing } from '#catalog/pairing.ts';
import type { ComposeInput } from '#issue/compose-issue.ts';
import { aCatalog } from '../builders/catalog-builders.ts';
import { week } from '../builders/issue-builders.ts';

/** Composing 2026-W47 on its Monday, to be sent on Tuesday, as the first issue ever. */
export function aComposeInput(pairings: Pairing[], changes: Partial<ComposeInput> = {}): ComposeInput {
  return {
    week: week('2026-W47'),
    catalog: aCatalog({ pairings }),
    votes: new Map(),
    mailed: [],
    limits: { most: 5, fewest: 2 },
    today: plainDate('2026-11-16'),
    sendsOn: plainDate('2026-11-17'),
    leftOut: [],
    composedAt: '2026-11-16T09:00:00.000Z',
    ...changes,
  };
}
