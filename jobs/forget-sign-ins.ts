import type { App } from '#app.ts';
import { forgetExpiredTokens } from '../src/studio/sign-in/editor-token-queries.ts';

/** Forgets the links and sessions of editors that are over. */
export async function forgetSignIns(app: App): Promise<string | undefined> {
  const count = await forgetExpiredTokens(app.store, app.clock());
  return count > 0 ? `${count} over` : undefined;
}
