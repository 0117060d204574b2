import type { App } from '#app.ts';
import { expireSignUps } from '#subscribers/expire-sign-ups.ts';

/** Forgets sign-ups that nobody confirmed within a week. */
export function expireUnconfirmed(app: App): Promise<string> {
  return expireSignUps(app.store, app.clock());
}
