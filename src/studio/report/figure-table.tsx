import type { FigureName } from '#delivery/figure-queries.ts';
import { DataTable } from './data-table.tsx';
import { figureWords } from './figure-words.ts';
import { figureAddress, figureCsvAddress } from './report-address.ts';
import { inFigures, share } from './share.ts';

/** A figure and how many readers it counts. */
export type FigureLine = readonly [FigureName, number];

type FigureTableProps = {
  caption: string;
  name: string;
  lines: readonly FigureLine[];
  /** What the shares are of, and what that is called. */
  whole: number;
  of: string;
};

/** A figure that leads to the names behind it, and beside it the same names as CSV. */
function figureCells(name: string, figure: FigureName, count: number) {
  const { label } = figureWords[figure];
  return {
    count: (
      <a key="names" href={figureAddress(name, figure)} aria-label={`${label}: ${count}, the names`}>
        {inFigures(count)}
      </a>
    ),
    csv: (
      <a key="csv" href={figureCsvAddress(name, figure)} aria-label={`${label} as CSV`}>
        CSV
      </a>
    ),
  };
}

/** Figures with what they count, as numbers and as shares, and the names behind each. */
export function FigureTable({ caption, name, lines, whole, of }: FigureTableProps) {
  const rows = lines.map(([figure, number]) => {
    const { label, counts } = figureWords[figure];
    const { count, csv } = figureCells(name, figure, number);
    return [
      <span key="label">
        {label} <span className="counts">{counts}</span>
      </span>,
      count,
      share(number, whole),
      csv,
    ];
  });
  return <DataTable caption={caption} heads={['Figure', 'Readers', `Of ${of}`, 'File']} rows={rows} />;
}
