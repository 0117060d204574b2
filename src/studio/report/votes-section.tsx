import type { ToolVotes } from '#delivery/report-queries.ts';
import type { Verdict } from '#verdict/verdict.ts';
import { ChartFigure } from './chart-figure.tsx';
import { barChart } from './charts/bar-chart.ts';
import { inFigures } from './share.ts';

const LEGEND = [
  { look: 'ship', words: 'ship' },
  { look: 'skip', words: 'skip' },
] as const;

type VotesProps = { votes: readonly ToolVotes[]; lineup: readonly Verdict[] };

/** Every side of the lineup, the two of a pairing under each other. */
function sidesOf({ votes, lineup }: VotesProps) {
  return lineup.flatMap(({ pairing, sides }) =>
    sides.map(({ tool }) => ({
      pairing: pairing.slug,
      against: sides.find((side) => side.tool.slug !== tool.slug)?.tool.name ?? '',
      name: tool.name,
      ...(votes.find((vote) => vote.tool === tool.slug) ?? { ship: 0, skip: 0 }),
    })),
  );
}

function SidesFigure({ sides }: { sides: ReturnType<typeof sidesOf> }) {
  const bars = sides.map(({ name, ship, skip }) => ({
    label: name,
    parts: [ship, skip],
    words: `${inFigures(ship)} ship, ${inFigures(skip)} skip`,
  }));
  const description = `${bars.map(({ label, words }) => `${label}: ${words}`).join('; ')}.`;
  const chart = barChart({ title: 'Votes by side', description, bars, looks: ['ship', 'skip'] });
  const rows = sides.map(({ name, against, ship, skip }) => [name, against, inFigures(ship), inFigures(skip)]);
  return <ChartFigure chart={chart} legend={LEGEND} table={{ heads: ['Side', 'Against', 'Ship', 'Skip'], rows }} />;
}

/** How the readers of the issue voted since it went out. */
export function VotesSection(props: VotesProps) {
  const sides = sidesOf(props);
  const isEmpty = sides.every(({ ship, skip }) => ship + skip === 0);
  return (
    <section aria-labelledby="votes">
      <h2 id="votes">Votes by side</h2>
      {isEmpty ? (
        <p>No reader of it voted on its tools since it went out.</p>
      ) : (
        <>
          <p className="small">
            Of readers who were mailed it, on its tools, cast or changed since it went out. A vote does not say which
            mail led to it, and changing it later moves it to the later time.
          </p>
          <SidesFigure sides={sides} />
        </>
      )}
    </section>
  );
}
