import type { App } from '#app.ts';
import { askingWords } from '#delivery/provider-list/asking-words.ts';
import { issuesWithUnknown } from '#delivery/provider-list/unknown-queries.ts';

/** A batch is unknown after a day; two days on, its mails have been listed or never will be. */
const ASK_FOR_MS = 3 * 24 * 3_600_000;

/** Asks the provider's list about what is unknown of late: reading sends nothing, so it needs no person. */
export async function settleUnknown(app: App, stop: AbortSignal): Promise<string | undefined> {
  const outcomes: string[] = [];
  for (const name of await issuesWithUnknown(app.store, new Date(app.clock().getTime() - ASK_FOR_MS))) {
    const asking = await app.askProvider(name, { report: () => undefined, stop });
    if (asking.kind === 'no-provider') return 'no provider is set up';
    outcomes.push(`${name}: ${askingWords(asking)}`);
  }
  return outcomes.join('; ') || undefined;
}
