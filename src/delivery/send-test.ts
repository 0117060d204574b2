import type { IssueContent } from '#issue/issue-content.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { messageForReader } from '#rendering/message-for-reader.ts';
import { type MailSettings, renderIssue } from '#rendering/render-issue.ts';
import type { Address } from '#subscribers/address.ts';
import { readerToken } from '#subscribers/reader-token.ts';
import type { SubmitBatch } from './answer.ts';
import { bodyOf } from './batch-body.ts';

const TEST_BANNER = 'This is a test. Its reader links act for nobody.';
/** No list has this reader, so the links of a test cannot unsubscribe or vote for anybody. */
const NOBODY = { subscriberId: 0, issueId: 0 };

export type TestMail = {
  name: IssueName;
  content: IssueContent;
  mail: MailSettings;
  secret: string;
  to: readonly Address[];
  /** Another one each time: the same test twice is two mails. */
  id: string;
};

/** What became of a test, in words for whoever asked for it. */
export type TestResult = { kind: 'accepted'; subject: string } | { kind: 'refused'; problem: string };

/** Sends the issue as it is now to a few addresses, marked as a test. */
export async function sendTest(submitBatch: SubmitBatch, test: TestMail): Promise<TestResult> {
  const message = await renderIssue(test.content, test.mail, TEST_BANNER);
  const { html, text, headers } = messageForReader(message)({ READER_TOKEN: readerToken(test.secret, NOBODY) });
  const { from, subject, replyTo } = message;
  const tags = [{ name: 'test', value: test.name }];
  const reply = replyTo === undefined ? {} : { reply_to: replyTo };
  const items = test.to.map((to) => ({ from, to, ...reply, subject, html, text, headers: { ...headers }, tags }));
  const answer = await submitBatch(bodyOf(items), `test/${test.id}`);
  if (answer.kind !== 'accepted') return { kind: 'refused', problem: answer.message };
  const [refused] = answer.refused;
  if (refused) return { kind: 'refused', problem: `${test.to[refused.index]}: ${refused.problem}` };
  return { kind: 'accepted', subject };
}
