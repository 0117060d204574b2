import type { App } from '#app.ts';

/** Answers sign-ups by mail and tries again what was not accepted: what the web only takes in. */
export function answerReaders(app: App, stop: AbortSignal): Promise<string | undefined> {
  return app.answerReaders(stop);
}
