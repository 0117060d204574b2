/** One thing wrong with a layout, where an editor finds it and what to do about it. Lines and columns count from 1. */
export type LayoutFault = { line: number; column?: number; problem: string; remedy: string };

/** A fault whose place is told by whoever looked. */
export type Complaint = Pick<LayoutFault, 'problem' | 'remedy'>;

export type Place = { line: number; column: number };

/** Tells where the character at an index stands. */
export function placesIn(source: string): (index: number) => Place {
  const lineStarts = [0, ...[...source.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (index) => {
    const line = lineStarts.findLastIndex((start) => start <= index);
    return { line: line + 1, column: index - (lineStarts[line] ?? 0) + 1 };
  };
}
