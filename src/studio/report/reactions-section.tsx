import type { Reactions } from '#delivery/provider-events/reaction-queries.ts';
import type { Timeline } from '#delivery/timeline-queries.ts';
import { ChartFigure } from './chart-figure.tsx';
import { barChart } from './charts/bar-chart.ts';
import { FigureTable } from './figure-table.tsx';
import { HourFigure, type HourPart } from './hour-figure.tsx';
import { inFigures } from './share.ts';

type ReactionsProps = {
  name: string;
  reactions: Reactions;
  accepted: number;
  timeline: Timeline;
  timeZone: string;
};

const OPENS: readonly HourPart[] = [
  { told: 'opened', words: 'people', look: 'filled' },
  { told: 'opened-by-machines', words: 'machines', look: 'framed' },
];
const CLICKS: readonly HourPart[] = [
  { told: 'clicked', words: 'people', look: 'filled' },
  { told: 'clicked-by-machines', words: 'machines', look: 'framed' },
];

const LEGEND = [
  { look: 'filled', words: 'people' },
  { look: 'framed', words: 'machines only' },
] as const;

function ReactionsChart({ opened, clicked }: Reactions) {
  const lines = [
    { label: 'Opened', ...opened },
    { label: 'Clicked', ...clicked },
  ];
  const bars = lines.map(({ label, readers, machinesOnly }) => ({
    label,
    parts: [readers, machinesOnly],
    words: `${inFigures(readers)} + ${inFigures(machinesOnly)}`,
  }));
  const description = `Opened by ${opened.readers} people and by machines only for ${opened.machinesOnly} readers; clicked by ${clicked.readers} people and by machines only for ${clicked.machinesOnly}.`;
  return (
    <ChartFigure
      chart={barChart({ title: 'Opens and clicks', description, bars })}
      legend={LEGEND}
      table={{
        heads: ['What', 'People', 'Machines only'],
        rows: lines.map(({ label, readers, machinesOnly }) => [label, inFigures(readers), inFigures(machinesOnly)]),
      }}
    />
  );
}

/** Who opened and clicked, machines apart from people. */
export function ReactionsSection({ name, reactions, accepted, ...overTime }: ReactionsProps) {
  const { opened, clicked } = reactions;
  const isEmpty = opened.readers + opened.machinesOnly + clicked.readers + clicked.machinesOnly === 0;
  return (
    <section aria-labelledby="reactions">
      <h2 id="reactions">Opens and clicks</h2>
      {isEmpty ? (
        <p>No open and no click was heard of. Resend tells of them only if tracking is on for the domain.</p>
      ) : (
        <>
          <div className="charts">
            <ReactionsChart {...reactions} />
            <HourFigure title="Opened" parts={OPENS} {...overTime} />
            <HourFigure title="Clicked" parts={CLICKS} {...overTime} />
          </div>
          <FigureTable
            caption="Who opened and clicked"
            name={name}
            lines={[
              ['opened', opened.readers],
              ['opened-by-machines-only', opened.machinesOnly],
              ['clicked', clicked.readers],
              ['clicked-by-machines-only', clicked.machinesOnly],
            ]}
            whole={accepted}
            of="accepted"
          />
        </>
      )}
    </section>
  );
}
