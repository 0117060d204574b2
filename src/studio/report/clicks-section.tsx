import type { Verdict } from '#verdict/verdict.ts';
import { ChartFigure } from './chart-figure.tsx';
import { barChart } from './charts/bar-chart.ts';
import type { PairingClicks, SortedClicks } from './clicks-by-pairing.ts';
import { DataTable } from './data-table.tsx';
import { inFigures } from './share.ts';

const LEGEND = [
  { look: 'filled', words: 'full comparison' },
  { look: 'framed', words: 'vote' },
] as const;

/** A pairing's tools by their names. */
function namesOf(pairing: string, lineup: readonly Verdict[]): string {
  const sides = lineup.find(({ pairing: { slug } }) => slug === pairing)?.sides ?? [];
  return sides.map(({ tool }) => tool.name).join(' vs ');
}

type ClicksProps = { clicks: SortedClicks; lineup: readonly Verdict[] };

function PairingFigure({ pairings, lineup }: { pairings: readonly PairingClicks[]; lineup: readonly Verdict[] }) {
  const named = pairings.map((clicks) => ({ ...clicks, names: namesOf(clicks.pairing, lineup) }));
  const bars = named.map(({ names, comparison, vote }) => ({
    label: names,
    parts: [comparison.readers, vote.readers],
    words: `${inFigures(comparison.readers)} + ${inFigures(vote.readers)}`,
  }));
  const description = `People who clicked: ${named
    .map(({ names, comparison, vote }) => `${names}: ${comparison.readers} the comparison, ${vote.readers} the vote`)
    .join('; ')}.`;
  const rows = named.flatMap(({ names, comparison, vote }) => [
    [names, 'comparison', inFigures(comparison.readers), inFigures(comparison.machinesOnly)],
    [names, 'vote', inFigures(vote.readers), inFigures(vote.machinesOnly)],
  ]);
  const heads = ['Pairing', 'Link', 'People', 'Machines only'];
  const chart = barChart({ title: 'People who clicked, by pairing', description, bars });
  return <ChartFigure chart={chart} legend={LEGEND} table={{ heads, rows }} />;
}

/** Clicks by what they lead to. */
export function ClicksSection({ clicks: { pairings, others }, lineup }: ClicksProps) {
  const heard = [...pairings.flatMap(({ comparison, vote }) => [comparison, vote]), ...others];
  const isEmpty = heard.every(({ readers, machinesOnly }) => readers + machinesOnly === 0);
  return (
    <section aria-labelledby="clicks">
      <h2 id="clicks">Clicks by pairing</h2>
      {isEmpty && <p>No click was heard of.</p>}
      {!isEmpty && pairings.length > 0 && (
        <>
          <p className="small">
            The mail links to pairings and not to sides, so no click says which side it was for; the votes below do. Who
            clicked both links of a pairing is counted at each.
          </p>
          <PairingFigure pairings={pairings} lineup={lineup} />
        </>
      )}
      {others.length > 0 && (
        <>
          <h3>Other links</h3>
          <DataTable
            caption="Clicks on other links"
            heads={['Link', 'People', 'Machines only']}
            rows={others.map(({ link, readers, machinesOnly }) => [
              link.replace(/%%[A-Z_]+%%/g, '…'),
              inFigures(readers),
              inFigures(machinesOnly),
            ])}
          />
        </>
      )}
    </section>
  );
}
