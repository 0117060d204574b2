import type { App } from '#app.ts';
import { mailedIssues } from '#issue/issue-queries.ts';

/** Goes on with issues whose sending was interrupted. One that is paused waits for a person. */
export async function resumeSending(app: App, stop: AbortSignal): Promise<string | undefined> {
  const issues = await mailedIssues(app.store);
  const interrupted = issues.filter((issue) => issue.state === 'sending' && issue.pausedBecause === undefined);
  if (interrupted.length === 0) return undefined;
  const provider = await app.provider();
  if (!provider) return 'no provider is set up';
  const outcomes: string[] = [];
  for (const { name } of interrupted) {
    const { kind } = await app.send(name, provider, { report: () => undefined, stop, leavesPaused: true });
    outcomes.push(`${name}: ${kind}`);
  }
  return outcomes.join(', ');
}
