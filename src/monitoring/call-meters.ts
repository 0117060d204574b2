import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { BatchOutcome } from '#delivery/batch.ts';
import type { SendEvent } from '#delivery/work-on-batch.ts';
import { type CallLabels, LIMITS, type MadeCall } from './timed-calls.ts';

/** What this process has done since it began, in a registry of its own. */
export type CallMeters = {
  registry: Registry;
  /** Counts a call and how long it took. */
  called(call: MadeCall): void;
  /** Counts what became of the batches of a sending. */
  hear(event: SendEvent): void;
};

/** From an answer at once to the 30 seconds after which a call counts as unanswered. */
const ANSWER_BUCKETS_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

const OUTCOMES: readonly BatchOutcome[] = ['settled', 'unknown', 'set-back', 'left-open'];

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
    called({ labels, answer, seconds }) {
      answerSeconds.observe({ answer }, seconds);
      calls.inc(labels);
    },
    hear(event) {
      if (event.kind === 'attempted') outcomes.inc({ outcome: event.outcome });
    },
  };
}
