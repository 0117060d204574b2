import type { App } from '#app.ts';
import { hearingOfIssue } from '#delivery/provider-events/hearing-queries.ts';
import { silenceAlarm } from '#delivery/provider-events/silence-alarm.ts';
import { issueId, mailedIssues } from '#issue/issue-queries.ts';

/** Later an editor has seen it, or will in `status`. */
const COMPLAIN_FOR_MS = 24 * 3_600_000;

/** Complains while a lately mailed issue has been accepted and nothing is heard of its arrival. */
export async function watchForSilence(app: App, complain: (message: string) => void): Promise<string | undefined> {
  const now = app.clock();
  const hasSecret = app.config.resend.webhookSecret !== undefined;
  const alarms: string[] = [];
  for (const { name, frozenAt } of await mailedIssues(app.store)) {
    if (now.getTime() - Date.parse(frozenAt) > COMPLAIN_FOR_MS) continue;
    const alarm = silenceAlarm(await hearingOfIssue(app.store, await issueId(app.store, name)), hasSecret, now);
    if (alarm !== undefined) alarms.push(alarm);
  }
  for (const alarm of alarms) complain(alarm);
  return alarms.join('; ') || undefined;
}
