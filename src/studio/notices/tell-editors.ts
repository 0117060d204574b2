import { accountingOfIssue } from '#delivery/accounting-queries.ts';
import type { Issue } from '#issue/issue.ts';
import { issueId, issuesComposedSince } from '#issue/issue-queries.ts';
import { inTransaction } from '#store/in-transaction.ts';
import { queueMail } from '#subscribers/outgoing-mail-queries.ts';
import type { App } from '../../app.ts';
import { claimNotice } from './notice-queries.ts';
import { type Notice, noticesOf } from './notices.ts';

/** What is older is nobody's news, least of all on the day this begins to run. */
const NEWS_MS = 14 * 24 * 3_600_000;

function wasMailed({ state }: Issue): boolean {
  return state === 'sending' || state === 'sent';
}

/** Puts a notice into the mail for every editor, together with the claim that it was told. */
async function tell(app: App, issue: Issue, { kind, subject, paragraphs }: Notice): Promise<boolean> {
  const now = app.clock();
  const action = {
    words: `Open ${issue.name} in the studio`,
    url: `${app.config.publicUrl}/studio/issues/${issue.name}`,
  };
  const message = await app.editorMails.notice({ subject, paragraphs, action });
  return inTransaction(app.store, async (store) => {
    if (!(await claimNotice(store, issue.name, kind, now))) return false;
    for (const address of app.config.editors) await queueMail(store, { kind: 'editor-notice', address, message }, now);
    return true;
  });
}

/** Tells editors what the issues of late need from them, each thing once; says what was told. */
export async function tellEditors(app: App): Promise<string | undefined> {
  const now = app.clock();
  const told: string[] = [];
  for (const issue of await issuesComposedSince(app.store, new Date(now.getTime() - NEWS_MS))) {
    const accounting = wasMailed(issue)
      ? await accountingOfIssue(app.store, await issueId(app.store, issue.name))
      : undefined;
    const facts = { now, sendsAt: app.sendTime(issue), timeZone: app.config.timeZone, accounting };
    for (const notice of noticesOf(issue, facts))
      if (await tell(app, issue, notice)) told.push(`${issue.name}: ${notice.kind}`);
  }
  if (told.length > 0) app.answerSoon();
  return told.join(', ') || undefined;
}
