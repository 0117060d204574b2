import { Presets, SingleBar } from 'cli-progress';
import type { LookEvent } from '#delivery/provider-list/look-before-freezing.ts';

const MAILS_A_LINE = 1000;

/** What a reading of the provider's list has to say, line by line: waits, notes, and where each thousandth mail is. */
export function readingLines(note: (line: string) => void): (event: LookEvent) => void {
  let told = 0;
  return (event) => {
    if (event.kind === 'waiting') return note(`waiting ${Math.round(event.ms / 1000)} s: ${event.because}`);
    if (event.kind === 'note') return note(event.words);
    const lines = Math.floor(event.mails / MAILS_A_LINE);
    if (lines > told) note(`the provider’s list: ${event.mails} mails read, back to ${event.reached.toISOString()}`);
    told = lines;
  };
}

/** Shows on stderr how far back the provider's list is read: a bar on a terminal, plain lines elsewhere. */
export function watchReading(now: Date): { report(event: LookEvent): void; end(): void } {
  const lines = readingLines((line) => void process.stderr.write(`${line}\n`));
  if (!process.stderr.isTTY) return { report: lines, end: () => undefined };
  const bar = new SingleBar(
    { format: '{bar} {percentage}% | {mails} mails read, back to {back}', stream: process.stderr, hideCursor: true },
    Presets.shades_classic,
  );
  bar.start(100, 0, { mails: 0, back: now.toISOString() });
  return {
    report(event) {
      if (event.kind !== 'reading') return lines(event);
      const span = Math.max(1, now.getTime() - event.since.getTime());
      const percent = (100 * (now.getTime() - event.reached.getTime())) / span;
      bar.update(Math.min(100, Math.max(0, percent)), { mails: event.mails, back: event.reached.toISOString() });
    },
    end: () => bar.stop(),
  };
}
