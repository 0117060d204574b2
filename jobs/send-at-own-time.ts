import type { App } from '#app.ts';
import { BY_SCHEDULE } from '#issue/issue-change.ts';
import { issuesDueAtOwnTime, replaceIssue } from '#issue/issue-queries.ts';
import { hold } from '#issue/issue-steps.ts';
import { CATCH_UP_MS } from '#schedule/slots.ts';
import { unwatchedSending } from './unwatched-sending.ts';

/** Sends what editors gave a time of its own and approved. A time missed by too much is an editor's decision, as everywhere. */
export async function sendAtOwnTime(app: App, stop: AbortSignal): Promise<string | undefined> {
  const now = app.clock();
  const outcomes: string[] = [];
  for (const issue of await issuesDueAtOwnTime(app.store, now)) {
    const late = now.getTime() - Date.parse(issue.sendAt ?? '');
    if (late > CATCH_UP_MS) {
      const note = `its time, ${issue.sendAt}, passed more than twelve hours ago`;
      await replaceIssue(app.store, issue, hold(issue, note, 'schedule'), {
        who: BY_SCHEDULE,
        act: 'held',
        at: now,
        note,
      });
      outcomes.push(`${issue.name}: held`);
      continue;
    }
    const provider = await app.provider();
    if (!provider) return `${issue.name}: no provider is set up`;
    const { watch, outcome } = unwatchedSending(stop);
    const { kind } = await app.send(issue.name, provider, watch);
    outcomes.push(`${issue.name}: ${outcome(kind)}`);
  }
  return outcomes.join(', ') || undefined;
}
