import type { Timeline } from '#delivery/timeline-queries.ts';
import { HourFigure, type HourPart } from './hour-figure.tsx';

const FATES: readonly HourPart[] = [
  { told: 'delivered', words: 'Delivered', look: 'ship' },
  { told: 'bounced', words: 'Bounced', look: 'bad' },
  { told: 'complained', words: 'Complained', look: 'bad' },
];

type OverTimeProps = {
  timeline: Timeline;
  timeZone: string;
  /** Why silence is a bad sign; undefined while it is not. */
  alarm: string | undefined;
};

/** What the provider told of the deliveries, hour by hour. */
export function OverTimeSection({ timeline, timeZone, alarm }: OverTimeProps) {
  const { hours, later } = timeline;
  const isEmpty = [...hours, later].every((hour) => FATES.every(({ told }) => hour[told] === 0));
  return (
    <section aria-labelledby="over-time">
      <h2 id="over-time">Over time</h2>
      {alarm !== undefined && <p className="need">{alarm}</p>}
      {isEmpty ? (
        <p>Nothing was heard of it yet. What becomes of the accepted is told by Resend’s events, as they come.</p>
      ) : (
        <>
          <p className="small">
            {`The first ${hours.length} hours from the one in which sending began. A reader counts in the hour it was told of first, also one who bounced in passing and got it later.`}
          </p>
          <div className="charts">
            {FATES.map((part) => (
              <HourFigure key={part.told} title={part.words} parts={[part]} timeline={timeline} timeZone={timeZone} />
            ))}
          </div>
        </>
      )}
    </section>
  );
}
