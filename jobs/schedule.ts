import type { App } from '#app.ts';
import { weekOf } from '#calendar/iso-week.ts';
import { dateInZone } from '#calendar/plain-date.ts';
import type { ScheduledJob } from '#schedule/run-schedule.ts';
import { composeDraft } from './compose-draft.ts';
import { holdMissedIssue } from './hold-missed-issue.ts';
import { resumeSending } from './resume-sending.ts';
import { weeklyIssue } from './weekly-issue.ts';

/** The table of times: what runs by itself, when, and what happens to a time that was missed. */
export function schedule(app: App, stop: AbortSignal): ScheduledJob[] {
  const weekOfSlot = (slot: Date) => weekOf(dateInZone(slot, app.config.timeZone));
  return [
    {
      name: 'compose-draft',
      cron: app.config.composeCron,
      run: () => composeDraft(app),
      missed: () => composeDraft(app),
    },
    {
      name: 'weekly-issue',
      cron: app.config.sendCron,
      run: async (slot) => (await weeklyIssue(app, weekOfSlot(slot), { report: () => undefined, stop })).kind,
      missed: (slot) => holdMissedIssue(app, slot),
    },
    {
      // A provider that was silent, or a process that died: what was begun goes on by itself. Pauses wait for a person.
      name: 'resume-sending',
      cron: '*/10 * * * *',
      run: () => resumeSending(app, stop),
      missed: () => resumeSending(app, stop),
    },
  ];
}
