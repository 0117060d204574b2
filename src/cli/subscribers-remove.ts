import { unsubscribe } from '#subscribers/subscriber-queries.ts';
import { withSubscriber } from './address-argument.ts';
import type { ExitCode } from './exit-code.ts';
import { withApp } from './with-app.ts';

export function subscribersRemove(text: string, { reason }: { reason: string }): Promise<ExitCode> {
  return withApp((app) =>
    withSubscriber(app, text, async (known, address) => {
      const ended = await unsubscribe(app.store, known.id, reason, app.clock().toISOString());
      console.log(ended ? `${address} is unsubscribed` : `${address} was ${known.status} already`);
      return 0;
    }),
  );
}
