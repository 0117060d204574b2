import type { App } from '#app.ts';
import { applyWaitingEvents } from '#delivery/provider-events/apply-waiting-events.ts';

/** Works on events that could not be when they came, and says how many of each fate there were. */
export async function applyProviderEvents(app: App): Promise<string> {
  const counts = Object.entries(await applyWaitingEvents(app.store, app.clock()));
  const some = counts.filter(([, count]) => count > 0).map(([fate, count]) => `${count} ${fate}`);
  return some.length > 0 ? some.join(', ') : 'no event waits';
}
