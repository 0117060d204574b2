import { type Address, addressSchema } from '#subscribers/address.ts';
import type { NewSubscriber, Subscriber } from '#subscribers/subscriber-queries.ts';

export const secret = 'a secret of a test that is long enough';

export const anAddress = (text: string): Address => addressSchema.parse(text);

export function aNewSubscriber(address: string, changes: Partial<NewSubscriber> = {}): NewSubscriber {
  return {
    address: anAddress(address),
    name: null,
    consentSource: 'test',
    consentAt: '2026-01-01T00:00:00.000Z',
    ...changes,
  };
}

/** A subscriber as the database has them; the columns that a test does not mention do not matter to it. */
export function aSubscriber(address: string, changes: Partial<Subscriber> = {}): Subscriber {
  const row: Partial<Subscriber> = {
    id: 1,
    address,
    address_key: address.toLowerCase(),
    status: 'active',
    status_reason: null,
    status_changed_at: '2026-01-01T00:00:00.000Z',
    ...changes,
  };
  return row as Subscriber;
}
