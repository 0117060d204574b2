import { clockWords } from '#calendar/clock-words.ts';
import type { Timeline, Told } from '#delivery/timeline-queries.ts';
import { ChartFigure } from './chart-figure.tsx';
import type { ChartLook } from './charts/chart-looks.ts';
import { hourChart } from './charts/hour-chart.ts';
import { sum } from './charts/sum.ts';
import { inFigures } from './share.ts';

const HOUR_MS = 3_600_000;

/** One kind of what was told, and how its bars look. */
export type HourPart = { told: Told; words: string; look: ChartLook };

type HourFigureProps = { title: string; parts: readonly HourPart[]; timeline: Timeline; timeZone: string };

/** Where most of it happened, for who does not see the chart. */
function description(parts: readonly HourPart[], { hours, later }: Timeline): string {
  const sentences = parts.map(({ told, words }) => {
    const counts = hours.map((hour) => hour[told]);
    const most = Math.max(...counts);
    const total = sum(counts) + later[told];
    if (total === 0) return `${words}: nobody.`;
    return `${words}: ${inFigures(total)} in all, at most ${inFigures(most)} in an hour, first in hour ${counts.indexOf(most) + 1}; ${inFigures(later[told])} later.`;
  });
  return sentences.join(' ');
}

/** What was told hour by hour; the table leaves out the hours in which nothing was. */
export function HourFigure({ title, parts, timeline, timeZone }: HourFigureProps) {
  const countsOf = (hour: Record<Told, number>) => parts.map(({ told }) => hour[told]);
  const hours = timeline.hours.map(countsOf);
  const chart = hourChart({
    title: `${title}, hour by hour`,
    description: description(parts, timeline),
    hours,
    looks: parts.map(({ look }) => look),
  });
  const rows = hours.flatMap((counts, hour) => {
    const at = new Date(timeline.start.getTime() + hour * HOUR_MS);
    return sum(counts) > 0 ? [[clockWords(at, timeZone), ...counts.map(inFigures)]] : [];
  });
  const later = ['Later', ...countsOf(timeline.later).map(inFigures)];
  return (
    <ChartFigure
      chart={chart}
      {...(parts.length > 1 ? { legend: parts } : {})}
      table={{ heads: ['In the hour from', ...parts.map(({ words }) => words)], rows: [...rows, later] }}
    />
  );
}
