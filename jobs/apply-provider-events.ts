import type { App } from '#app.ts';
import { applyWaitingEvents } from '#delivery/provider-events/apply-waiting-events.ts';

/** Works on events that could not be when they came, and says what came of them; one that stays parked is no news. */
export async function applyProviderEvents(app: App): Promise<string | undefined> {
  const { applied, ignored, failed, givenUp } = await applyWaitingEvents(app.store, app.clock());
  const counts = Object.entries({ applied, ignored, failed, 'given up': givenUp }).filter(([, count]) => count > 0);
  return counts.map(([fate, count]) => `${count} ${fate}`).join(', ') || undefined;
}
