import type { Finding } from '#rendering/checks/finding.ts';
import type { Output } from './output.ts';

export function showFindings({ say, style }: Output, findings: readonly Finding[]): void {
  for (const { level, check, place, problem, remedy } of findings) {
    say(`${style(level === 'error' ? 'red' : 'yellow', level)} ${check}: ${place} ${problem} (${remedy})`);
  }
}
