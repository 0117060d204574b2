import type { App } from '#app.ts';
import { weekOf } from '#calendar/iso-week.ts';
import { dateInZone } from '#calendar/plain-date.ts';
import { BY_SCHEDULE } from '#issue/issue-change.ts';
import { findIssue, replaceIssue } from '#issue/issue-queries.ts';
import { hold } from '#issue/issue-steps.ts';

/** Holds the issue of a slot that was missed by too much: mail that comes days late is an editor's decision. */
export async function holdMissedIssue(app: App, slot: Date): Promise<string> {
  const week = weekOf(dateInZone(slot, app.config.timeZone));
  if ((await findIssue(app.store, week)) === undefined) await app.compose(week, { who: BY_SCHEDULE, overEdits: false });
  const issue = await findIssue(app.store, week);
  if (issue?.state !== 'draft' && issue?.state !== 'approved') return `${week} is ${issue?.state}: left as it is`;
  if (issue.sendAt !== undefined) return `${week} has a time of its own: left as it is`;
  const reason = `its time, ${slot.toISOString()}, passed while nothing was running`;
  const change = { who: BY_SCHEDULE, act: 'held' as const, at: app.clock(), note: reason };
  const held = await replaceIssue(app.store, issue, hold(issue, reason, 'schedule'), change);
  return held ? `${week} is held: ${reason}` : `${week} changed meanwhile: left as it is`;
}
