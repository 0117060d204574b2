import type { App } from '#app.ts';
import { isUntouched } from '#issue/issue.ts';
import { BY_SCHEDULE } from '#issue/issue-change.ts';
import { findIssue } from '#issue/issue-queries.ts';

/** Makes the week's draft ahead of the sending, so that editors have something to read. */
export async function composeDraft(app: App): Promise<string> {
  const week = app.thisWeek();
  const existing = await findIssue(app.store, week);
  if (existing && !isUntouched(existing)) return `${week} is ${existing.state}: left as it is`;
  const { issue } = await app.compose(week, { who: BY_SCHEDULE, overEdits: false });
  return `${week} is ${issue.state}`;
}
