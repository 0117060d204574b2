import { erasedAddressHash } from '#subscribers/erased-address.ts';
import { eraseSubscriber, findSubscriber } from '#subscribers/subscriber-queries.ts';
import { addressOrComplaint } from './address-argument.ts';
import type { ExitCode } from './exit-code.ts';
import { withApp } from './with-app.ts';

export function subscribersErase(text: string): Promise<ExitCode> {
  return withApp(async (app) => {
    const address = addressOrComplaint(text);
    if (!address) return 2;
    const known = await findSubscriber(app.store, address);
    if (!known) {
      console.error(`${address} is not on the list`);
      return 1;
    }
    await eraseSubscriber(
      app.store,
      known.id,
      erasedAddressHash(app.config.appSecret, address),
      app.clock().toISOString(),
    );
    console.log(`${address} is erased; only a keyed hash is kept, so that no import brings it back`);
    return 0;
  });
}
