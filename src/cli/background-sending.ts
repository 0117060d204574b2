import type { Logger } from 'pino';
import type { SendEvent } from '#delivery/work-on-batch.ts';
import type { IssueName } from '#issue/issue-name.ts';
import type { App } from '../app.ts';

/** Sending that an editor started: runs beside the pages, says in the log what came of it, and is waited for at the end. */
export function backgroundSending(app: App, log: Logger, stop: AbortSignal) {
  const running = new Set<Promise<void>>();
  const send = async (name: IssueName) => {
    const provider = await app.provider();
    if (!provider) return log.error(`${name}: RESEND_API_KEY is not set: nothing was sent`);
    const report = (event: SendEvent) => event.kind === 'note' && log.warn(`${name}: ${event.words}`);
    const result = await app.send(name, provider, { report, stop, leavesPaused: true });
    log.info({ week: name, result: result.kind }, 'sending ended');
    if (result.kind === 'interrupted') log.error(`${name} is not sent: ${result.because}`);
  };
  return {
    start(name: IssueName): void {
      const run = send(name)
        .catch((error: Error) => log.error(error))
        .finally(() => running.delete(run));
      running.add(run);
    },
    async finished(): Promise<void> {
      await Promise.all(running);
    },
  };
}
