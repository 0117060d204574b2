import { invalid, type Refusal } from './refusal.ts';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

/** Which mails a page shows: the positions from `start` up to `end`, to be shown newest (highest) first. */
export type Page = { refusal: null; start: number; end: number; hasMore: boolean } | { refusal: Refusal };

type PositionOf = (id: string) => number | undefined;

/** `after` continues towards older mails, `before` towards newer ones. */
export function pageOf(query: URLSearchParams, count: number, positionOf: PositionOf): Page {
  const limit = Number(query.get('limit') ?? DEFAULT_LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    return { refusal: invalid(`The \`limit\` must be between 1 and ${MAX_LIMIT}.`) };
  }
  const after = query.get('after');
  const before = query.get('before');
  if (after !== null && before !== null) return { refusal: invalid('Use either `after` or `before`, not both.') };

  const cursor = after ?? before;
  const position = cursor === null ? count : positionOf(cursor);
  if (position === undefined) return { refusal: invalid('The cursor is not the id of an email.') };
  return before === null ? olderThan(position, limit) : newerThan(position, limit, count);
}

function olderThan(position: number, limit: number): Page {
  const start = Math.max(0, position - limit);
  return { refusal: null, start, end: position, hasMore: start > 0 };
}

function newerThan(position: number, limit: number, count: number): Page {
  const end = Math.min(count, position + 1 + limit);
  return { refusal: null, start: position + 1, end, hasMore: end < count };
}
