import { Presets, SingleBar } from 'cli-progress';

export type Progress = { show(done: number, total: number): void; end(): void };

/** Shows how far something is, on stderr: a bar with rate and time left on a terminal, plain lines elsewhere. */
export function openProgress(unit: string): Progress {
  return process.stderr.isTTY ? bar(unit) : plainLines(unit);
}

/** A line for each twentieth of the way. */
function plainLines(unit: string): Progress {
  let twentieths = -1;
  return {
    show(done, total) {
      const reached = Math.floor((20 * done) / total);
      if (reached > twentieths) process.stderr.write(`${done} of ${total} ${unit}\n`);
      twentieths = reached;
    },
    end: () => undefined,
  };
}

function bar(unit: string): Progress {
  const format = `{bar} {percentage}% | {value} of {total} ${unit} | {rate} a second | {eta_formatted} left`;
  const single = new SingleBar(
    { format, stream: process.stderr, hideCursor: true, etaBuffer: 20 },
    Presets.shades_classic,
  );
  const startedAt = performance.now();
  let first: number | undefined;
  return {
    show(done, total) {
      if (first === undefined) single.start(total, done - 1, { rate: '–' });
      first ??= done - 1;
      single.update(done, { rate: ((1000 * (done - first)) / (performance.now() - startedAt)).toFixed(1) });
    },
    end: () => single.stop(),
  };
}
