import type { SplitRow } from '#verdict/reviewer-split.ts';
import type { VerdictSide } from '#verdict/verdict.ts';

type Names = readonly [string, string];

function namesOf(rows: readonly SplitRow[], side: 0 | 1, stance: 'ship' | 'skip'): string {
  const names = rows.filter(({ reviews }) => reviews[side]?.stance === stance).map(({ name }) => name);
  return names.length === 0 ? 'nobody' : names.join(', ');
}

/** Who says different things of the two sides, in a sentence. */
export function splitSentence(rows: readonly SplitRow[], names: Names): string {
  const both = rows.filter(({ reviews: [a, b] }) => a && b);
  const torn = both.filter(({ reviews: [a, b] }) => a?.stance !== b?.stance);
  if (both.length === 0) return 'No reviewer has looked at both.';
  if (torn.length === 0) return 'Every reviewer who looked at both gives both the same answer.';
  return torn
    .map(({ name, reviews: [a] }) => {
      const [shipped, skipped] = a?.stance === 'ship' ? names : [names[1], names[0]];
      return `${name} ships ${shipped} and skips ${skipped}.`;
    })
    .join(' ');
}

type PanelSplitProps = { rows: readonly SplitRow[]; sides: readonly [VerdictSide, VerdictSide] };

/** Who of the panel ships and who skips either side, and who is torn. */
export function PanelSplit({ rows, sides }: PanelSplitProps) {
  const names = [sides[0].tool.name, sides[1].tool.name] as const;
  return (
    <>
      <p>{splitSentence(rows, names)}</p>
      <dl className="split">
        {sides.map(({ tool, panel }, index) => (
          <div key={tool.slug}>
            <dt>
              {tool.name}: <b>{`${panel.ships} ship, ${panel.skips} skip`}</b>
            </dt>
            <dd>{`Ship: ${namesOf(rows, index as 0 | 1, 'ship')}.`}</dd>
            <dd>{`Skip: ${namesOf(rows, index as 0 | 1, 'skip')}.`}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
