import type { App } from '#app.ts';
import type { IsoWeek } from '#calendar/iso-week.ts';
import type { SendWeekResult } from '#delivery/send-week.ts';
import { isUntouched } from '#issue/issue.ts';
import { BY_SCHEDULE } from '#issue/issue-change.ts';
import { findIssue } from '#issue/issue-queries.ts';

export type WeeklyResult =
  | SendWeekResult
  | { kind: 'no-provider' }
  /** An editor gave it a later time than the schedule's. */
  | { kind: 'waits'; until: string };

/** Whether the week's issue is still the schedule's to compose: nobody has approved, held or sent it. */
async function isOurs(app: App, week: IsoWeek): Promise<boolean> {
  const issue = await findIssue(app.store, week);
  return issue === undefined || isUntouched(issue);
}

/** The job the product is named after: composes the week's issue, checks it, and sends it if the approval setting allows. */
export async function weeklyIssue(app: App, week: IsoWeek, watch: Parameters<App['send']>[2]): Promise<WeeklyResult> {
  if (await isOurs(app, week)) await app.compose(week, { who: BY_SCHEDULE, overEdits: false });
  const issue = await findIssue(app.store, week);
  if (issue?.sendAt !== undefined && Date.parse(issue.sendAt) > app.clock().getTime())
    return { kind: 'waits', until: issue.sendAt };
  const provider = await app.provider();
  return provider ? app.send(week, provider, watch) : { kind: 'no-provider' };
}
