import { Presets, SingleBar } from 'cli-progress';
import type { SendEvent } from '#delivery/work-on-batch.ts';
import { readingLines } from './watch-reading.ts';

/** Shows a sending as it goes, on stderr: a bar with rate and time left on a terminal, plain lines elsewhere. Ctrl-C finishes the calls in flight. */
export function watchSending(): { report(event: SendEvent): void; stop: AbortSignal; end(): void } {
  const stopping = new AbortController();
  const note = (line: string) => void process.stderr.write(`${line}\n`);
  const onSignal = () => {
    note('stopping: the calls in flight are finished, then this ends; "verdicts send" goes on from there');
    stopping.abort();
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const bar = process.stderr.isTTY ? batchBar() : undefined;
  const plain = plainProgress(note);
  const reading = readingLines(note);
  return {
    stop: stopping.signal,
    report(event) {
      if (event.kind === 'progress') (bar?.show ?? plain)(event.done, event.total);
      else reading(event);
    },
    end() {
      bar?.end();
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    },
  };
}

/** A line for each twentieth of the way. */
function plainProgress(note: (line: string) => void) {
  let twentieths = -1;
  return (done: number, total: number) => {
    const reached = Math.floor((20 * done) / total);
    if (reached > twentieths) note(`${done} of ${total} batches`);
    twentieths = reached;
  };
}

function batchBar() {
  const format = '{bar} {percentage}% | {value} of {total} batches | {rate} a second | {eta_formatted} left';
  const bar = new SingleBar(
    { format, stream: process.stderr, hideCursor: true, etaBuffer: 20 },
    Presets.shades_classic,
  );
  const startedAt = performance.now();
  let first: number | undefined;
  return {
    show(done: number, total: number) {
      if (first === undefined) bar.start(total, done - 1, { rate: '–' });
      first ??= done - 1;
      bar.update(done, { rate: ((1000 * (done - first)) / (performance.now() - startedAt)).toFixed(1) });
    },
    end: () => bar.stop(),
  };
}
