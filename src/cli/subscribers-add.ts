import { erasedAddressHashes } from '#subscribers/erased-address.ts';
import { erasedHashes, findSubscriber, insertActiveSubscribers } from '#subscribers/subscriber-queries.ts';
import { addressOrComplaint } from './address-argument.ts';
import type { ExitCode } from './exit-code.ts';
import { withApp } from './with-app.ts';

export function subscribersAdd(text: string, options: { name?: string; consentSource: string }): Promise<ExitCode> {
  return withApp(async (app) => {
    const address = addressOrComplaint(text);
    if (!address) return 2;
    const known = await findSubscriber(app.store, address);
    if (known) {
      console.error(`${address} is already on the list, ${known.status}: left as it is`);
      return known.status === 'active' ? 0 : 1;
    }
    const erased = await erasedHashes(app.store, erasedAddressHashes(app.secrets, address));
    if (erased.size > 0) {
      console.error(`${address} was erased at its owner’s wish and stays so`);
      return 1;
    }
    const now = app.clock().toISOString();
    await insertActiveSubscribers(
      app.store,
      [{ address, name: options.name ?? null, consentSource: options.consentSource, consentAt: now }],
      now,
    );
    console.log(`${address} is active`);
    return 0;
  });
}
