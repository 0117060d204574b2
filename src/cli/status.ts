import { accountingOfIssue, batchProblems, namedDeliveries } from '#delivery/accounting-queries.ts';
import { hearingOfIssue } from '#delivery/provider-events/hearing-queries.ts';
import { reactionsToIssue } from '#delivery/provider-events/reaction-queries.ts';
import { silenceAlarm } from '#delivery/provider-events/silence-alarm.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { findIssue, issueId } from '#issue/issue-queries.ts';
import { countByStatus } from '#subscribers/subscriber-queries.ts';
import type { App } from '../app.ts';
import type { ExitCode } from './exit-code.ts';
import { type Output, openOutput } from './output.ts';
import { showAccounting } from './show-accounting.ts';
import { withApp } from './with-app.ts';

type Options = { week?: IssueName; names?: boolean; json?: boolean };

/** What the provider's events add to the accounting: an alarm when there are none, and who opened and clicked. */
async function showEvents(app: App, issue: number, { say, style }: Output) {
  const hasSecret = app.config.resend.webhookSecret !== undefined;
  const alarm = silenceAlarm(await hearingOfIssue(app.store, issue), hasSecret, app.clock());
  const reactions = await reactionsToIssue(app.store, issue);
  const { opened, clicked } = reactions;
  if (alarm !== undefined) say(style('red', `silence: ${alarm}`));
  if (opened.readers + opened.machinesOnly + clicked.readers + clicked.machinesOnly > 0)
    say(
      `opened: ${opened.readers} by readers, ${opened.machinesOnly} more by machines only; clicked: ${clicked.readers} by readers, ${clicked.machinesOnly} more by machines only`,
    );
  return { alarm: alarm ?? null, reactions };
}

async function showDeliveries(app: App, week: IssueName, output: Output, names: boolean) {
  const id = await issueId(app.store, week);
  const accounting = await accountingOfIssue(app.store, id);
  const problems = await batchProblems(app.store, id);
  showAccounting(output, accounting);
  for (const { number, state, problem } of problems) output.say(`batch ${number} is ${state}: ${problem}`);
  const events = await showEvents(app, id, output);
  const named = names ? await namedDeliveries(app.store, id) : [];
  for (const { address, outcome, event, problem } of named)
    output.say([event ?? outcome, address, problem].filter(Boolean).join('  '));
  return { accounting, problems, ...events, ...(names ? { deliveries: named } : {}) };
}

export function status(options: Options): Promise<ExitCode> {
  return withApp(async (app) => {
    const output = openOutput(options);
    const week = options.week ?? app.thisWeek();
    const issue = await findIssue(app.store, week);
    const readers = Object.fromEntries(await countByStatus(app.store));
    output.say(
      `${week} is ${issue?.state ?? 'not composed yet'}${issue && 'reason' in issue ? `: ${issue.reason}` : ''}`,
    );
    if (issue?.state === 'sending' && issue.pausedBecause) output.say(`paused: ${issue.pausedBecause}`);
    if (issue?.state === 'approved') output.say(`approved by ${issue.approval.editor} at ${issue.approval.at}`);
    const isFrozen = issue?.state === 'sending' || issue?.state === 'sent';
    const deliveries = isFrozen ? await showDeliveries(app, week, output, options.names ?? false) : {};
    output.say(
      `the list: ${readers.active ?? 0} active, ${readers.unsubscribed ?? 0} unsubscribed, ${readers.suppressed ?? 0} suppressed`,
    );
    output.result({ week, state: issue?.state ?? null, ...deliveries, readers });
    return 0;
  });
}
