import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Answer, SubmitBatch } from '#delivery/answer.ts';
import type { BatchOutcome } from '#delivery/batch.ts';
import type { SendEvent } from '#delivery/work-on-batch.ts';

/** What this process has done since it began, in a registry of its own. */
export type CallMeters = {
  registry: Registry;
  /** Counts and times every call that is made through it. */
  measured(submitBatch: SubmitBatch): SubmitBatch;
  /** Counts what became of the batches of a sending. */
  hear(event: SendEvent): void;
};

/** From an answer at once to the 30 seconds after which a call counts as unanswered. */
const ANSWER_BUCKETS_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

const LIMITS = ['rate_limit_exceeded', 'daily_quota_exceeded', 'monthly_quota_exceeded'] as const;
const OUTCOMES: readonly BatchOutcome[] = ['settled', 'unknown', 'set-back', 'left-open'];

type CallLabels = { status: string; name?: string };

/** A 429 means different things by its name. Names are the provider's to invent, label values are not. */
export function callLabels(answer: Answer): CallLabels {
  if (answer.kind !== 'error') return { status: answer.kind };
  if (answer.status !== 429) return { status: String(answer.status) };
  return { status: '429', name: LIMITS.find((name) => name === answer.name) ?? 'other' };
}

/** What an alert asks the growth of is there before it first grows. */
const FROM_ZERO: readonly CallLabels[] = [
  { status: 'accepted' },
  { status: 'silence' },
  ...LIMITS.map((name) => ({ status: '429', name })),
];

/** Counters and timings of this process, with prom-client's own about its memory, processor and event loop. */
export function openCallMeters(): CallMeters {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const calls = new Counter({
    name: 'verdicts_provider_calls_total',
    help: 'Calls of this process to the provider by what was answered: accepted, an error status (429 with its name), silence.',
    labelNames: ['status', 'name'],
    registers,
  });
  const answerSeconds = new Histogram({
    name: 'verdicts_provider_answer_seconds',
    help: 'How long calls of this process took, by the kind of answer.',
    labelNames: ['answer'],
    buckets: ANSWER_BUCKETS_SECONDS,
    registers,
  });
  const outcomes = new Counter({
    name: 'verdicts_batch_outcomes_total',
    help: 'Attempts of this process at batches of issues by what became of the batch.',
    labelNames: ['outcome'],
    registers,
  });
  for (const labels of FROM_ZERO) calls.inc(labels, 0);
  for (const outcome of OUTCOMES) outcomes.inc({ outcome }, 0);
  return {
    registry,
    measured: (submitBatch) => async (body, key) => {
      const took = answerSeconds.startTimer();
      const answer = await submitBatch(body, key);
      took({ answer: answer.kind });
      calls.inc(callLabels(answer));
      return answer;
    },
    hear(event) {
      if (event.kind === 'attempted') outcomes.inc({ outcome: event.outcome });
    },
  };
}
