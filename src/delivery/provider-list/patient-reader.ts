import { answerWords } from '../answer-words.ts';
import { carefulPace, paceAfter, takePlace } from '../pace.ts';
import { decideNext } from '../retry-table.ts';
import type { Reading } from './listed-mail.ts';

/** What a person watching wants to know: how far back the list is read, or that a call waits and why. */
export type ReadingEvent =
  | { kind: 'reading'; mails: number; reached: Date; since: Date }
  | { kind: 'waiting'; ms: number; because: string };

export type PatiencePorts = {
  /** Waits so many milliseconds; returns early when `stop` is signalled. */
  wait(ms: number, stop: AbortSignal): Promise<void>;
  /** Whether to read on, asked before each call: a reading may outlast a lease. */
  mayRead(): Promise<boolean>;
  report(event: ReadingEvent): void;
  stop: AbortSignal;
};

/** Why something was not read. */
export type NotRead =
  | { kind: 'sends-only' }
  /** Worth another try later; or not, as the reason says. */
  | { kind: 'no-answer'; because: string }
  | { kind: 'stopped' };

/** Makes one reading call, again and again where that helps. */
export type PatientReader = <Value>(
  ask: () => Promise<Reading<Value>>,
) => Promise<{ kind: 'read'; value: Value } | NotRead>;

/** Calls that share one pace, each repeated for as long as the retry table says of its answer. */
export function patientReader({ wait, mayRead, report, stop }: PatiencePorts): PatientReader {
  let pace = carefulPace(performance.now());
  return async (ask) => {
    for (let attempt = 1; ; attempt += 1) {
      const place = takePlace(pace, performance.now());
      pace = place.pace;
      if (place.waitMs > 0) await wait(place.waitMs, stop);
      if (stop.aborted || !(await mayRead())) return { kind: 'stopped' };
      const reading = await ask();
      if (reading.kind === 'sends-only') return reading;
      pace = paceAfter(pace, reading.kind === 'silence' ? undefined : reading.rate, performance.now());
      if (reading.kind === 'read') return reading;
      const because = answerWords(reading);
      const { row, waitMs } = decideNext(reading, 1, attempt);
      if (row.next !== 'again' || waitMs === undefined) return { kind: 'no-answer', because };
      report({ kind: 'waiting', ms: waitMs, because: `the provider’s list: ${because}` });
      await wait(waitMs, stop);
    }
  };
}
