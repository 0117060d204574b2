import type { IsoWeek } from '#calendar/iso-week.ts';
import { findIssue } from '#issue/issue-queries.ts';
import { messageForReader } from '#rendering/message-for-reader.ts';
import { renderIssue } from '#rendering/render-issue.ts';
import { addressSchema } from '#subscribers/address.ts';
import { readerToken } from '#subscribers/reader-token.ts';
import type { ExitCode } from './exit-code.ts';
import { withApp } from './with-app.ts';

const TEST_BANNER = 'This is a test. Its reader links act for nobody.';
/** No list has this reader, so the links of a test cannot unsubscribe or vote for anybody. */
const NOBODY = { subscriberId: 0, issueId: 0 };

export function testSend(options: { to: string; week?: IsoWeek }): Promise<ExitCode> {
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
    const message = await renderIssue(issue.content, app.mail, TEST_BANNER);
    const mail = messageForReader(message)({ READER_TOKEN: readerToken(app.config.appSecret, NOBODY) });
    const { from, subject } = message;
    const answer = await provider.sendOne({
      from,
      to: to.data,
      subject,
      ...mail,
      tags: [{ name: 'test', value: week }],
    });
    if (answer.kind !== 'accepted') {
      console.error(`not accepted: ${answer.message}`);
      return 1;
    }
    console.log(`"${subject}" accepted for ${to.data}`);
    return 0;
  });
}
