import type { Answer } from '#delivery/answer.ts';
import type { App } from '../app.ts';

const ENDING: Answer = { kind: 'silence', message: 'the program is about to end, so it was not called' };

/** The provider for pages: once the program is to end, no call of theirs begins. The sender has its own way to stop. */
export function untilStopped(provider: App['provider'], stop: AbortSignal): App['provider'] {
  return async () => {
    const open = await provider();
    if (!open) return undefined;
    return { ...open, submitBatch: async (...call) => (stop.aborted ? ENDING : open.submitBatch(...call)) };
  };
}
