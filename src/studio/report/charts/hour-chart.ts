import * as Plot from '@observablehq/plot';
import { type ChartLook, chartLooks } from './chart-looks.ts';
import { type Chart, plotSvg } from './plot-svg.ts';
import { sum } from './sum.ts';

type HourChart = {
  title: string;
  description: string;
  /** Of each hour the counts that are put on top of each other, one for each look. */
  hours: readonly (readonly number[])[];
  looks: readonly ChartLook[];
};

const HALF_A_DAY = 12;

/** As wide as the largest number beside the axis is in the page's text. */
function roomFor(number: number): number {
  return 24 + 8 * number.toLocaleString('en-US').length;
}

/** A bar an hour. */
export function hourChart({ title, description, hours, looks }: HourChart): Chart {
  const most = Math.max(1, ...hours.map(sum));
  const ticks = hours.flatMap((_, hour) => (hour % HALF_A_DAY === 0 ? [hour] : [])).concat(hours.length);
  const bars = hours.map((counts, hour) => ({ hour, counts }));
  const partMarks = looks.map((look, place) =>
    Plot.rectY(
      bars.filter(({ counts }) => (counts[place] ?? 0) > 0),
      {
        x1: 'hour',
        x2: ({ hour }) => hour + 1,
        y1: ({ counts }) => sum(counts.slice(0, place)),
        y2: ({ counts }) => sum(counts.slice(0, place + 1)),
        insetLeft: 1,
        insetRight: 1,
        ...chartLooks[look],
      },
    ),
  );
  return plotSvg({
    title,
    description,
    height: 170,
    marginTop: 12,
    marginLeft: roomFor(most),
    marginRight: 12,
    marginBottom: 44,
    x: {
      domain: [0, hours.length],
      ticks,
      tickFormat: 'd',
      label: 'hours since sending began',
      labelAnchor: 'center',
      labelArrow: 'none',
    },
    y: { domain: [0, most], nice: true, ticks: Math.min(4, most), grid: true, label: null },
    marks: [...partMarks, Plot.ruleY([0])],
  });
}
