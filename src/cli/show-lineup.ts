import type { Issue } from '#issue/issue.ts';
import { lineupOf } from '#issue/issue-content.ts';
import { callSentence } from '#verdict/call.ts';
import type { Output } from './output.ts';

/** The lineup with its reasons, what was refused and why, and what the data lacked. */
export function showLineup({ say, style }: Output, issue: Issue): void {
  say(style('bold', `${issue.name} is ${issue.state}`) + ('reason' in issue ? `: ${issue.reason}` : ''));
  if ('content' in issue && issue.content) {
    say(`Subject:   ${issue.content.subject}`);
    say(`Preheader: ${issue.content.preheader}`);
    say();
    for (const [index, { pairing, sides, call }] of lineupOf(issue.content).entries()) {
      const line = issue.report.chosen.find((chosen) => chosen.pairing === pairing.slug);
      say(
        `${index + 1}. ${style('bold', sides.map(({ tool }) => tool.name).join(' vs '))}${line ? `  ${line.points} points` : ''}`,
      );
      say(
        `   ${callSentence(
          call,
          sides.map(({ tool }) => tool),
        )}`,
      );
      for (const part of line?.parts ?? [])
        say(style('dim', `   ${String(part.points).padStart(5)}  ${part.name}: ${part.because}`));
    }
    say();
  }
  for (const { pairing, rule, reason } of issue.report.refused) say(`Refused ${pairing}: ${rule} (${reason})`);
  for (const fault of issue.report.leftOut) say(style('red', `Left out ${fault}`));
}
