import type { App } from '#app.ts';
import { mailedIssues } from '#issue/issue-queries.ts';
import { unwatchedSending } from './unwatched-sending.ts';

/** Goes on with issues whose sending was interrupted. One that is paused waits for a person. */
export async function resumeSending(app: App, stop: AbortSignal): Promise<string | undefined> {
  const issues = await mailedIssues(app.store);
  const interrupted = issues.filter((issue) => issue.state === 'sending' && issue.pausedBecause === undefined);
  if (interrupted.length === 0) return undefined;
  const provider = await app.provider();
  if (!provider) return 'no provider is set up';
  const outcomes: string[] = [];
  for (const { name } of interrupted) {
    const { watch, outcome } = unwatchedSending(stop);
    const { kind } = await app.send(name, provider, watch);
    outcomes.push(`${name}: ${outcome(kind)}`);
  }
  return outcomes.join(', ');
}
