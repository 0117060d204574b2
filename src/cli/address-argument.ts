import { type Address, addressSchema } from '#subscribers/address.ts';

/** The address on a command line; undefined after saying what is wrong with it. */
export function addressOrComplaint(text: string): Address | undefined {
  const address = addressSchema.safeParse(text);
  if (!address.success) console.error(`"${text}" ${address.error.issues[0]?.message}`);
  return address.data;
}
