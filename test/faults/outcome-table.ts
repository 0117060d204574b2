import type { SeedOutcome } from './run-scenario.ts';
import type { Scenario } from './scenario.ts';

export type Played = { scenario: Scenario; outcomes: readonly SeedOutcome[]; skippedBecause?: string };

const HEADINGS = ['fault', 'seeds', 'readers', 'lost', 'twice', 'unknown shown', 'minutes'] as const;

function rowOf({ scenario, outcomes, skippedBecause }: Played): string[] {
  if (skippedBecause !== undefined) return [scenario.name, `skipped: ${skippedBecause}`, '', '', '', '', ''];
  const sum = (figure: 'lost' | 'twice' | 'unknown' | 'ms') => outcomes.reduce((total, one) => total + one[figure], 0);
  const figures = [outcomes.length, outcomes[0]?.readers ?? 0, sum('lost'), sum('twice'), sum('unknown')];
  return [scenario.name, ...figures.map(String), (sum('ms') / 60_000).toFixed(1)];
}

/** What README's table of promises is made of, as Markdown. */
export function outcomeTable(played: readonly Played[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(HEADINGS), line(HEADINGS.map(() => '---')), ...played.map((one) => line(rowOf(one)))].join('\n');
}
