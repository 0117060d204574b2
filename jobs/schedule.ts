import type { App } from '#app.ts';
import { weekOf } from '#calendar/iso-week.ts';
import { dateInZone } from '#calendar/plain-date.ts';
import type { ScheduledJob } from '#schedule/run-schedule.ts';
import { answerReaders } from './answer-readers.ts';
import { applyProviderEvents } from './apply-provider-events.ts';
import { composeDraft } from './compose-draft.ts';
import { expireUnconfirmed } from './expire-unconfirmed.ts';
import { forgetEventBodies } from './forget-event-bodies.ts';
import { holdMissedIssue } from './hold-missed-issue.ts';
import { resumeSending } from './resume-sending.ts';
import { watchForSilence } from './watch-for-silence.ts';
import { weeklyIssue } from './weekly-issue.ts';

/** The table of times: what runs by itself, when, and what happens to a time that was missed. `complain` reaches whoever watches the log. */
export function schedule(app: App, stop: AbortSignal, complain: (message: string) => void): ScheduledJob[] {
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
    {
      name: 'answer-readers',
      cron: '* * * * *',
      run: () => answerReaders(app, stop),
      missed: () => answerReaders(app, stop),
    },
    {
      name: 'expire-unconfirmed',
      cron: '23 * * * *',
      run: () => expireUnconfirmed(app),
      missed: () => expireUnconfirmed(app),
    },
    {
      // Events are worked on as they come; this takes what came before its mail's id was known, or in the wrong moment.
      name: 'apply-provider-events',
      cron: '* * * * *',
      run: () => applyProviderEvents(app),
      missed: () => applyProviderEvents(app),
    },
    {
      // A webhook that is switched off or refused is noticed by nobody else.
      name: 'watch-for-silence',
      cron: '*/10 * * * *',
      run: () => watchForSilence(app, complain),
      missed: () => watchForSilence(app, complain),
    },
    {
      name: 'forget-event-bodies',
      cron: '30 3 * * *',
      run: () => forgetEventBodies(app),
      missed: () => forgetEventBodies(app),
    },
  ];
}
