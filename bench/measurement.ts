import { medians } from './medians.ts';

/** A line of the table: what was to be reached, and what one measurement says about it. */
export type Row<Figures> = {
  what: string;
  target: string;
  figure(figures: Figures): string;
  /** Undefined where nothing could be measured. */
  isMet(figures: Figures): boolean | undefined;
};

/** How much is measured: as the targets say, or a hundredth of it, to see that everything works. */
export type Extent = 'whole' | 'small';

/** Something that is run once and has figures for one or more rows. */
export type Measurement<Figures extends object = object> = {
  name: string;
  run(extent: Extent): Promise<Figures>;
  rows: readonly Row<Figures>[];
};

export type MeasuredRow = { what: string; target: string; figure: string; isMet: boolean | undefined };

/** Hides what a measurement’s figures are from the list that holds them all. */
export function measurement<Figures extends object>(of: Measurement<Figures>) {
  return {
    name: of.name,
    /** Measures so often, and makes rows of the medians. */
    async run(extent: Extent, times: number): Promise<{ figures: object; rows: MeasuredRow[] }> {
      const runs: [Figures, ...Figures[]] = [await of.run(extent)];
      while (runs.length < times) runs.push(await of.run(extent));
      const figures = medians(runs);
      const rows = of.rows.map(({ what, target, figure, isMet }) => ({
        what,
        target,
        figure: figure(figures),
        isMet: isMet(figures),
      }));
      return { figures, rows };
    },
  };
}

/** `12,345` */
export function whole(number: number): string {
  return Math.round(number).toLocaleString('en');
}

/** `1.23` */
export function exact(number: number): string {
  return number.toFixed(number < 10 ? 2 : 1);
}
