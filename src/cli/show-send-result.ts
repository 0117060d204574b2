import type { IsoWeek } from '#calendar/iso-week.ts';
import type { SendWeekResult } from '#delivery/send-week.ts';
import type { WeeklyResult } from '../../jobs/weekly-issue.ts';
import type { ExitCode } from './exit-code.ts';
import type { Output } from './output.ts';
import { showAccounting } from './show-accounting.ts';
import { showFindings } from './show-findings.ts';

const NO_PROVIDER =
  'RESEND_API_KEY is not set, so nothing can reach a real inbox: set it (see .env.example), or try "verdicts demo"';

function whyStopped({ result }: Extract<SendWeekResult, { kind: 'stopped' }>): string {
  if (result.kind === 'paused' || result.kind === 'interrupted') return `${result.kind}: ${result.because}`;
  return result.kind === 'lease-lost' ? 'another process has taken over' : 'stopped by hand';
}

/** Says what came of sending and ends with the exit code that fits. */
export function showSendResult(output: Output, week: IsoWeek, sending: WeeklyResult): ExitCode {
  const { say } = output;
  output.result(sending);
  switch (sending.kind) {
    case 'sent':
      say(`${week} is sent`);
      showAccounting(output, sending.accounting);
      return 0;
    case 'stopped':
      say(`${week} is not finished, ${whyStopped(sending)}; "verdicts send --week ${week}" goes on from here`);
      showAccounting(output, sending.accounting);
      return 1;
    case 'somebody-else-sends':
      say(
        `another process is sending (${sending.holder.host}, process ${sending.holder.pid}, until ${sending.until} unless it goes on): nothing to do here`,
      );
      return 0;
    case 'not-sendable':
      say(
        `${week} is ${sending.issue.state}${'reason' in sending.issue ? `: ${sending.issue.reason}` : ''}: nothing to send`,
      );
      return sending.issue.state === 'held' ? 1 : 0;
    case 'needs-approval':
      say(
        `${week} waits for an approval: ${sending.because}. Read it ("verdicts render --week ${week}"), then "verdicts approve --week ${week} --by ADDRESS"`,
      );
      return 1;
    case 'checks-failed':
      showFindings(output, sending.findings);
      say(`${week} is not sent: mend the errors first`);
      return 1;
    case 'nobody-to-mail':
      say(`${week} is not sent: the list has no active reader ("verdicts subscribers import FILE")`);
      return 1;
    case 'no-issue':
      say(`${week} has no issue: run "verdicts compose --week ${week}" first`);
      return 1;
    case 'no-provider':
      say(NO_PROVIDER);
      return 1;
  }
}
