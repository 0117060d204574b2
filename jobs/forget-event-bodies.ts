import type { App } from '#app.ts';
import { forgetBodies } from '#delivery/provider-events/forget-bodies.ts';

/** As long as somebody may still ask what the provider said word for word. */
const KEEP_FOR_MS = 30 * 24 * 3_600_000;

/** Keeps no longer than needed what readers' mail programs told about them. */
export async function forgetEventBodies(app: App): Promise<string | undefined> {
  const count = await forgetBodies(app.store, new Date(app.clock().getTime() - KEEP_FOR_MS));
  return count > 0 ? `${count} emptied` : undefined;
}
