import type { Answer, SubmitBatch } from '#delivery/answer.ts';

/** What a call to the provider is counted by: its answer, an error by its status, a 429 by its name. */
export type CallLabels = { status: string; name?: string };

/** A call that was made, as whoever watches the program is told of it. */
export type MadeCall = { labels: CallLabels; answer: Answer['kind']; seconds: number };

export const LIMITS = ['rate_limit_exceeded', 'daily_quota_exceeded', 'monthly_quota_exceeded'] as const;

/** A 429 means different things by its name. Names are the provider's to invent, label values are not. */
export function callLabels(answer: Answer): CallLabels {
  if (answer.kind !== 'error') return { status: answer.kind };
  if (answer.status !== 429) return { status: String(answer.status) };
  return { status: '429', name: LIMITS.find((name) => name === answer.name) ?? 'other' };
}

/** The same calls, each told of with how long it took. */
export function timedCalls(submitBatch: SubmitBatch, called: (call: MadeCall) => void): SubmitBatch {
  return async (body, key) => {
    const beganAt = performance.now();
    const answer = await submitBatch(body, key);
    called({ labels: callLabels(answer), answer: answer.kind, seconds: (performance.now() - beganAt) / 1000 });
    return answer;
  };
}
