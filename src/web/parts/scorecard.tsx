import type { SplitRow } from '#verdict/reviewer-split.ts';
import { Stamp } from './stamp.tsx';

type Names = readonly [string, string];

/** A row per reviewer, both quotes beside each other; on phones they stack under the tool's name. */
export function Scorecard({ rows, names }: { rows: readonly SplitRow[]; names: Names }) {
  return (
    <>
      <div className="scorecard-heads" aria-hidden="true">
        <span>{names[0]}</span>
        <span>{names[1]}</span>
      </div>
      <ul className="scorecard">
        {rows.map(({ reviewer, name, reviews }) => (
          <li key={reviewer}>
            <h3>{name}</h3>
            <Said review={reviews[0]} on={names[0]} />
            <Said review={reviews[1]} on={names[1]} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Said({ review, on }: { review: SplitRow['reviews'][0]; on: string }) {
  return (
    <div className="said">
      <p className="said-on">
        {review && <Stamp stance={review.stance} />} <span className="on">{on}</span>
      </p>
      {review ? (
        <blockquote>
          <p>{`“${review.quote}”`}</p>
        </blockquote>
      ) : (
        <p className="muted">Did not review it.</p>
      )}
    </div>
  );
}
