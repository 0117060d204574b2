import type { Finding } from '#rendering/mail-checks.ts';
import type { Output } from './output.ts';

export function showFindings({ say, style }: Output, findings: readonly Finding[]): void {
  for (const { level, check, place, problem, remedy } of findings) {
    say(`${style(level === 'error' ? 'red' : 'yellow', level)} ${check}: ${place} ${problem} (${remedy})`);
  }
}
