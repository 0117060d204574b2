import { erasedAddressHash } from '#subscribers/erased-address.ts';
import { eraseSubscriber } from '#subscribers/subscriber-queries.ts';
import { withSubscriber } from './address-argument.ts';
import type { ExitCode } from './exit-code.ts';
import { withApp } from './with-app.ts';

export function subscribersErase(text: string): Promise<ExitCode> {
  return withApp((app) =>
    withSubscriber(app, text, async (known, address) => {
      const hash = erasedAddressHash(app.config.appSecret, address);
      await eraseSubscriber(app.store, known.id, hash, app.clock().toISOString());
      console.log(`${address} is erased; only a keyed hash is kept, so that no import brings it back`);
      return 0;
    }),
  );
}
