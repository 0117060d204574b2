import type { App } from '#app.ts';
import { expireSignUps } from '#subscribers/expire-sign-ups.ts';

/** Forgets sign-ups that nobody confirmed within a week. */
export async function expireUnconfirmed(app: App): Promise<string | undefined> {
  const count = await expireSignUps(app.store, app.clock());
  return count > 0 ? `${count} never confirmed` : undefined;
}
