import type { IsoWeek } from '#calendar/iso-week.ts';
import { accountingOfIssue, batchProblems, namedDeliveries } from '#delivery/accounting-queries.ts';
import { findIssue, issueId } from '#issue/issue-queries.ts';
import { countByStatus } from '#subscribers/subscriber-queries.ts';
import type { App } from '../app.ts';
import type { ExitCode } from './exit-code.ts';
import { type Output, openOutput } from './output.ts';
import { showAccounting } from './show-accounting.ts';
import { withApp } from './with-app.ts';

type Options = { week?: IsoWeek; names?: boolean; json?: boolean };

async function showDeliveries(app: App, week: IsoWeek, output: Output, names: boolean) {
  const id = await issueId(app.store, week);
  const accounting = await accountingOfIssue(app.store, id);
  const problems = await batchProblems(app.store, id);
  showAccounting(output, accounting);
  for (const { number, state, problem } of problems) output.say(`batch ${number} is ${state}: ${problem}`);
  const named = names ? await namedDeliveries(app.store, id) : [];
  for (const { address, outcome, event, problem } of named)
    output.say([event ?? outcome, address, problem].filter(Boolean).join('  '));
  return { accounting, problems, ...(names ? { deliveries: named } : {}) };
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
