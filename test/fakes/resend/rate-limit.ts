const WINDOW_MS = 1000;

/** The instants of the latest requests, at most as many as the limit: older ones cannot matter. */
export type RecentRequests = readonly number[];

export type RateReading = {
  limit: number;
  remaining: number;
  /** Whole seconds until the window is empty, and until a request would pass again. */
  resetSeconds: number;
  retryAfterSeconds: number;
};

/** A sliding second in which refused requests count too: whoever hammers stays out. */
export function countRequest(recent: RecentRequests, limit: number, nowMs: number) {
  // A clock that was set back leaves instants ahead of now, which say nothing about this second.
  const inWindow = recent.filter((atMs) => atMs <= nowMs && nowMs - atMs < WINDOW_MS);
  const allowed = inWindow.length < limit;
  const counted = [...inWindow, nowMs].slice(-limit);
  const full = counted.length >= limit;
  const reading: RateReading = {
    limit,
    remaining: limit - counted.length,
    resetSeconds: 1,
    retryAfterSeconds: full ? Math.max(1, Math.ceil(((counted[0] ?? nowMs) + WINDOW_MS - nowMs) / 1000)) : 0,
  };
  return { recent: counted, allowed, reading };
}

export function rateHeaders(reading: RateReading, omitRetryAfter: boolean): Record<string, string> {
  const headers = {
    'ratelimit-limit': String(reading.limit),
    'ratelimit-remaining': String(reading.remaining),
    'ratelimit-reset': String(reading.resetSeconds),
  };
  return omitRetryAfter ? headers : { ...headers, 'retry-after': String(reading.retryAfterSeconds) };
}
