import type { Tally } from './take-turns.ts';
import type { Breach } from './target.ts';

type Cells = readonly string[];

function rowOf({ name, inputs, seconds, breaches }: Tally, seed: string): Cells {
  return [name, inputs.toLocaleString('en'), seed, seconds.toFixed(0), String(breaches.length)];
}

/** What came of a run, a line for each target and one for all of them. */
export function tallyTable(tallies: readonly Tally[], seed: number): string {
  const sum = (of: (tally: Tally) => number) => tallies.reduce((total, tally) => total + of(tally), 0);
  const all: Tally = {
    name: 'all',
    inputs: sum(({ inputs }) => inputs),
    of: 0,
    seconds: sum(({ seconds }) => seconds),
    breaches: tallies.flatMap(({ breaches }) => breaches),
  };
  const lines: Cells[] = [
    ['target', 'inputs', 'seed', 'seconds', 'breaches'],
    ...tallies.map((tally) => rowOf(tally, String(seed))),
    rowOf(all, ''),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const padded = (cells: Cells) =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)));
  return lines.map((cells) => padded(cells).join(' | ')).join('\n');
}

/** A broken promise with all that it takes to see it again. */
export function breachWords(name: string, { promise, how, input, seed, path }: Breach): string {
  return [
    `${name} broke a promise: ${promise}`,
    how,
    `by the smallest input found: ${input}`,
    `again: npm run test:fuzz -- --only ${name} --seed ${seed} --path ${path}`,
  ].join('\n');
}
