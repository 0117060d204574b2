import type { ChartLook } from './charts/chart-looks.ts';
import type { Chart } from './charts/plot-svg.ts';
import { DataTable, type DataTableProps } from './data-table.tsx';

export type Legend = readonly { look: ChartLook; words: string }[];

type ChartFigureProps = {
  chart: Chart;
  /** What each look of a bar stands for, where there are several. */
  legend?: Legend;
  table: Omit<DataTableProps, 'caption'>;
};

/** A chart under its title, with its numbers behind it. */
export function ChartFigure({ chart, legend = [], table }: ChartFigureProps) {
  return (
    <figure className="chart">
      <figcaption>
        {chart.title}
        {legend.length > 0 && (
          <span className="legend">
            {legend.map(({ look, words }) => (
              <span key={look} className={`look ${look}`}>
                {words}
              </span>
            ))}
          </span>
        )}
      </figcaption>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the plotting library's own, every text in it escaped */}
      <div dangerouslySetInnerHTML={{ __html: chart.svg }} />
      <details>
        <summary>The numbers</summary>
        <DataTable caption={`${chart.title}, in numbers`} {...table} />
      </details>
    </figure>
  );
}
