import type { SendWeekResult } from '#delivery/send-week.ts';
import type { IssueName } from '#issue/issue-name.ts';
import type { WeeklyResult } from '../../jobs/weekly-issue.ts';
import type { ExitCode } from './exit-code.ts';
import type { Output } from './output.ts';
import { showAccounting } from './show-accounting.ts';
import { showFindings } from './show-findings.ts';

export const NO_PROVIDER =
  'RESEND_API_KEY is not set, so nothing can reach a real inbox: set it (see .env.example), or try "verdicts demo"';

function whyStopped({ result }: Extract<SendWeekResult, { kind: 'stopped' }>): string {
  if (result.kind === 'paused' || result.kind === 'interrupted') return `${result.kind}: ${result.because}`;
  if (result.kind === 'paused-by-editor') return 'an editor paused it';
  return result.kind === 'lease-lost' ? 'another process has taken over' : 'stopped by hand';
}

type Told<Kind extends WeeklyResult['kind']> = Extract<WeeklyResult, { kind: Kind }>;

/** What each outcome is in words, and its exit code. */
const TELL: { [Kind in WeeklyResult['kind']]: (output: Output, name: IssueName, sending: Told<Kind>) => ExitCode } = {
  sent(output, name, { accounting }) {
    output.say(`${name} is sent`);
    showAccounting(output, accounting);
    return 0;
  },
  stopped(output, name, sending) {
    output.say(`${name} is not finished, ${whyStopped(sending)}; "verdicts send --week ${name}" goes on from here`);
    showAccounting(output, sending.accounting);
    return 1;
  },
  waits({ say }, name, { until }) {
    say(`${name} waits for its own time, ${until}`);
    return 0;
  },
  'somebody-else-sends'({ say }, _, { holder: { host, pid }, until }) {
    say(`another process is sending (${host}, process ${pid}, until ${until} unless it goes on): nothing to do here`);
    return 0;
  },
  'not-sendable'({ say }, name, { issue }) {
    say(`${name} is ${issue.state}${'reason' in issue ? `: ${issue.reason}` : ''}: nothing to send`);
    return issue.state === 'held' ? 1 : 0;
  },
  'needs-approval'({ say }, name, { because }) {
    say(
      `${name} waits for an approval: ${because}. Read it ("verdicts render --week ${name}"), then "verdicts approve --week ${name} --by ADDRESS"`,
    );
    return 1;
  },
  'checks-failed'(output, name, { findings }) {
    showFindings(output, findings);
    output.say(`${name} is not sent: mend the errors first`);
    return 1;
  },
  'nobody-to-mail'({ say }, name) {
    say(`${name} is not sent: the list has no active reader ("verdicts subscribers import FILE")`);
    return 1;
  },
  'mailed-before'({ say }, name, { issue: { reason } }) {
    say(`${name} is not sent but held: ${reason}`);
    return 1;
  },
  interrupted({ say }, name, { because }) {
    say(`${name} is not sent, for nobody could see whether it went out before: ${because}; try again in a while`);
    return 1;
  },
  'no-issue'({ say }, name) {
    say(`${name} has no issue: run "verdicts compose --week ${name}" first`);
    return 1;
  },
  'no-provider'({ say }) {
    say(NO_PROVIDER);
    return 1;
  },
};

/** Says what came of sending and ends with the exit code that fits. */
export function showSendResult(output: Output, name: IssueName, sending: WeeklyResult): ExitCode {
  output.result(sending);
  const tell = TELL[sending.kind] as (output: Output, name: IssueName, sending: WeeklyResult) => ExitCode;
  return tell(output, name, sending);
}
