import { randomUUID } from 'node:crypto';
import { sendTest } from '#delivery/send-test.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { findIssue } from '#issue/issue-queries.ts';
import { addressSchema } from '#subscribers/address.ts';
import type { ExitCode } from './exit-code.ts';
import { withApp } from './with-app.ts';

export function testSend(options: { to: string; week?: IssueName }): Promise<ExitCode> {
  return withApp(async (app) => {
    const to = addressSchema.safeParse(options.to);
    if (!to.success) {
      console.error(`--to: "${options.to}" ${to.error.issues[0]?.message}`);
      return 2;
    }
    const week = options.week ?? app.thisWeek();
    const issue = await findIssue(app.store, week);
    if (!issue || !('content' in issue) || !issue.content) {
      console.error(`${week} has no content: run "verdicts compose --week ${week}" first`);
      return 1;
    }
    const provider = await app.provider();
    if (!provider) {
      console.error('RESEND_API_KEY is not set: nothing can reach a real inbox');
      return 1;
    }
    const { content } = issue;
    const test = { name: week, content, mail: app.mail, secret: app.config.appSecret, to: [to.data], id: randomUUID() };
    const result = await sendTest(provider.submitBatch, test);
    if (result.kind === 'refused') {
      console.error(`not accepted: ${result.problem}`);
      return 1;
    }
    console.log(`"${result.subject}" accepted for ${to.data}`);
    return 0;
  });
}
