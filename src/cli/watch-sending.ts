import type { SendEvent } from '#delivery/work-on-batch.ts';
import { openProgress } from './open-progress.ts';
import { readingLines } from './watch-reading.ts';

/** Shows a sending as it goes. Ctrl-C finishes the calls in flight. */
export function watchSending(): { report(event: SendEvent): void; stop: AbortSignal; end(): void } {
  const stopping = new AbortController();
  const note = (line: string) => void process.stderr.write(`${line}\n`);
  const onSignal = () => {
    note('stopping: the calls in flight are finished, then this ends; "verdicts send" goes on from there');
    stopping.abort();
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const progress = openProgress('batches');
  const reading = readingLines(note);
  return {
    stop: stopping.signal,
    report(event) {
      if (event.kind === 'progress') progress.show(event.done, event.total);
      else if (event.kind !== 'attempted') reading(event);
    },
    end() {
      progress.end();
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    },
  };
}
