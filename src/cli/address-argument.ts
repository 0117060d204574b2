import { type Address, addressSchema } from '#subscribers/address.ts';
import { findSubscriber, type Subscriber } from '#subscribers/subscriber-queries.ts';
import type { App } from '../app.ts';
import type { ExitCode } from './exit-code.ts';

/** The address on a command line; undefined after saying what is wrong with it. */
export function addressOrComplaint(text: string): Address | undefined {
  const address = addressSchema.safeParse(text);
  if (!address.success) console.error(`"${text}" ${address.error.issues[0]?.message}`);
  return address.data;
}

/** Does something with the subscriber whose address stands on the command line; one that is not there ends with why. */
export async function withSubscriber(
  app: App,
  text: string,
  act: (subscriber: Subscriber, address: Address) => Promise<ExitCode>,
): Promise<ExitCode> {
  const address = addressOrComplaint(text);
  if (!address) return 2;
  const known = await findSubscriber(app.store, address);
  if (known) return act(known, address);
  console.error(`${address} is not on the list`);
  return 1;
}
