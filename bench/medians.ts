/** Figures of the same shape from several runs, with the median in the place of each number; what is no number is the first run's. */
export function medians<Figures extends object>(runs: readonly [Figures, ...Figures[]]): Figures {
  const entries = Object.entries(runs[0]).map(([name, first]: [string, unknown]) => {
    const values = runs.map((run) => (run as Record<string, unknown>)[name]);
    if (typeof first === 'number') return [name, medianOf(values as number[])];
    if (typeof first !== 'object' || first === null) return [name, first];
    return [name, medians(values as [object, ...object[]])];
  });
  return Object.fromEntries(entries) as Figures;
}

function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const low = sorted.at((sorted.length - 1) / 2) ?? Number.NaN;
  return (low + (sorted.at(sorted.length / 2) ?? low)) / 2;
}
