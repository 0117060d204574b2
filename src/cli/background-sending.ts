import type { SendEvent } from '#delivery/work-on-batch.ts';
import type { IssueName } from '#issue/issue-name.ts';
import type { Running } from './run-until-stopped.ts';

/** Sending that an editor started: runs beside the pages, says in the log what came of it, and is waited for at the end. */
export function backgroundSending({ app, log, ending }: Running) {
  const running = new Set<Promise<void>>();
  const send = async (name: IssueName) => {
    const provider = await app.provider();
    if (!provider) return log.error(`${name}: RESEND_API_KEY is not set: nothing was sent`);
    const report = (event: SendEvent) => event.kind === 'note' && log.warn(`${name}: ${event.words}`);
    const result = await app.send(name, provider, { report, stop: ending.stop, leavesPaused: true });
    log.info({ week: name, result: result.kind }, 'sending ended');
    if (result.kind === 'interrupted') log.error(`${name} is not sent: ${result.because}`);
  };
  return {
    start(name: IssueName): void {
      const run = ending
        .waitFor(`the sending of ${name}`, send(name))
        .catch((error: Error) => log.error(error))
        .finally(() => running.delete(run));
      running.add(run);
    },
    async finished(): Promise<void> {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
