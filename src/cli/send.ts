import { audienceOf } from '#delivery/audience-queries.ts';
import { checkContext } from '#delivery/check-context.ts';
import { ordersOfAudience } from '#delivery/interest-order-queries.ts';
import type { OrderCount } from '#issue/interest-order.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { findIssue } from '#issue/issue-queries.ts';
import { hasErrors, prepareMail } from '#rendering/prepare-mail.ts';
import type { App } from '../app.ts';
import type { ExitCode } from './exit-code.ts';
import { type Output, openOutput } from './output.ts';
import { showFindings } from './show-findings.ts';
import { showSendResult } from './show-send-result.ts';
import { watchSending } from './watch-sending.ts';
import { withApp } from './with-app.ts';

type Options = { week?: IssueName; dryRun?: boolean; json?: boolean };

/** How many mails are rendered for how many of the readers. */
function orderWords(orders: readonly OrderCount[]): string {
  const readers = orders.reduce((sum, order) => sum + order.readers, 0);
  if (readers === 0) return 'all of them read the pairings in the issue’s own order';
  return `${readers} of them read pairings of their categories first, in ${orders.length} ${orders.length === 1 ? 'order' : 'orders'}; the others read the issue’s own`;
}

async function dryRun(app: App, week: IssueName, output: Output): Promise<ExitCode> {
  const issue = await findIssue(app.store, week);
  if (issue?.state !== 'draft' && issue?.state !== 'approved') {
    output.say(`${week} is ${issue?.state ?? 'not composed'}: only a draft or an approved issue can be tried`);
    return 1;
  }
  const { message, findings, hash } = await prepareMail(
    issue.content,
    app.mail,
    await checkContext(app.store, week, app.today()),
  );
  const audience = await audienceOf(app.store, issue.content, app.today());
  const orders = await ordersOfAudience(app.store, issue.content, app.today());
  const approved = issue.state === 'approved' && issue.approval.hash === hash;
  output.say(`${week} would go to ${audience} readers in ${Math.ceil(audience / 100)} calls, from ${message.from}`);
  output.say(orderWords(orders));
  output.say(`Subject: ${message.subject}`);
  output.say(approved ? `approved by ${issue.approval.editor}` : `not approved; approval is ${app.config.approval}`);
  showFindings(output, findings);
  output.result({ week, audience, orders, approved, hash, findings });
  return hasErrors(findings) ? 1 : 0;
}

export function send(options: Options): Promise<ExitCode> {
  return withApp(async (app) => {
    const output = openOutput(options);
    const week = options.week ?? app.thisWeek();
    if (options.dryRun) return dryRun(app, week, output);
    const provider = await app.provider();
    if (!provider) return showSendResult(output, week, { kind: 'no-provider' });
    const watch = watchSending();
    const sending = await app.send(week, provider, watch).finally(watch.end);
    return showSendResult(output, week, sending);
  });
}
