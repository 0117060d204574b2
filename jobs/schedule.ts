import type { App } from '#app.ts';
import { type IsoWeek, weekOf } from '#calendar/iso-week.ts';
import { dateInZone } from '#calendar/plain-date.ts';
import type { ScheduledJob } from '#schedule/run-schedule.ts';
import { tellEditors } from '../src/studio/notices/tell-editors.ts';
import { answerReaders } from './answer-readers.ts';
import { applyProviderEvents } from './apply-provider-events.ts';
import { composeDraft } from './compose-draft.ts';
import { expireUnconfirmed } from './expire-unconfirmed.ts';
import { forgetEventBodies } from './forget-event-bodies.ts';
import { forgetSignIns } from './forget-sign-ins.ts';
import { holdMissedIssue } from './hold-missed-issue.ts';
import { resumeSending } from './resume-sending.ts';
import { sendAtOwnTime } from './send-at-own-time.ts';
import { settleUnknown } from './settle-unknown.ts';
import { unwatchedSending } from './unwatched-sending.ts';
import { watchForSilence } from './watch-for-silence.ts';
import { weeklyIssue } from './weekly-issue.ts';

type JobPorts = { app: App; stop: AbortSignal; complain(message: string): void };

/** A job whose slots mean nothing to it: a missed one is made up for by the next. */
function whenever(name: string, cron: string, run: () => Promise<string | undefined>): ScheduledJob {
  return { name, cron, run, missed: run };
}

/** Where nothing was frozen nothing resumes by itself: a run that fails leaves its slot open, and the next minute tries again. */
async function runWeekly(app: App, week: IsoWeek, stop: AbortSignal): Promise<string> {
  const { watch, outcome } = unwatchedSending(stop);
  const result = await weeklyIssue(app, week, watch);
  if (result.kind === 'interrupted') throw new Error(result.because);
  return outcome(result.kind);
}

/** What makes and mails the issue. */
function issueJobs({ app, stop }: JobPorts): ScheduledJob[] {
  const weekOfSlot = (slot: Date) => weekOf(dateInZone(slot, app.config.timeZone));
  return [
    whenever('compose-draft', app.config.composeCron, () => composeDraft(app)),
    {
      name: 'weekly-issue',
      cron: app.config.sendCron,
      run: (slot) => runWeekly(app, weekOfSlot(slot), stop),
      missed: (slot) => holdMissedIssue(app, slot),
    },
    whenever('send-at-own-time', '* * * * *', () => sendAtOwnTime(app, stop)),
    // A provider that was silent, or a process that died: what was begun goes on by itself. Pauses wait for a person.
    whenever('resume-sending', '*/10 * * * *', () => resumeSending(app, stop)),
  ];
}

/** What keeps the list, the events and the editors up to date. */
function keepingJobs({ app, stop, complain }: JobPorts): ScheduledJob[] {
  return [
    whenever('tell-editors', '* * * * *', () => tellEditors(app)),
    whenever('answer-readers', '* * * * *', () => answerReaders(app, stop)),
    whenever('expire-unconfirmed', '23 * * * *', () => expireUnconfirmed(app)),
    // Events are worked on as they come; this takes what came before its mail's id was known, or in the wrong moment.
    whenever('apply-provider-events', '* * * * *', () => applyProviderEvents(app)),
    // The list of a large issue is long, and of what it lacks there are events and editors.
    whenever('settle-unknown', '17 * * * *', () => settleUnknown(app, stop)),
    // A webhook that is switched off or refused is noticed by nobody else.
    whenever('watch-for-silence', '*/10 * * * *', () => watchForSilence(app, complain)),
    whenever('forget-sign-ins', '41 * * * *', () => forgetSignIns(app)),
    whenever('forget-event-bodies', '30 3 * * *', () => forgetEventBodies(app)),
  ];
}

/** The table of times: what runs by itself, when, and what happens to a time that was missed. `complain` reaches whoever watches the log. */
export function schedule(app: App, stop: AbortSignal, complain: (message: string) => void): ScheduledJob[] {
  const ports = { app, stop, complain };
  return [...issueJobs(ports), ...keepingJobs(ports)];
}
