/** `12.5 %`, or a dash where there is nothing to be a part of. */
export function share(part: number, whole: number): string {
  if (whole === 0) return '–';
  if (part === 0) return '0 %';
  const percent = (100 * part) / whole;
  // A rate of complaints is looked at from 0.08 % on.
  return `${percent.toFixed(percent < 1 ? 2 : 1)} %`;
}

export function inFigures(count: number): string {
  return count.toLocaleString('en-GB');
}
