import { findSubscriber, unsubscribe } from '#subscribers/subscriber-queries.ts';
import { addressOrComplaint } from './address-argument.ts';
import type { ExitCode } from './exit-code.ts';
import { withApp } from './with-app.ts';

export function subscribersRemove(text: string, { reason }: { reason: string }): Promise<ExitCode> {
  return withApp(async (app) => {
    const address = addressOrComplaint(text);
    if (!address) return 2;
    const known = await findSubscriber(app.store, address);
    if (!known) {
      console.error(`${address} is not on the list`);
      return 1;
    }
    const ended = await unsubscribe(app.store, known.id, reason, app.clock().toISOString());
    console.log(ended ? `${address} is unsubscribed` : `${address} was ${known.status} already`);
    return 0;
  });
}
