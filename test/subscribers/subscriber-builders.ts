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

/** A subscriber as the database has them. */
export function aSubscriber(address: string, changes: Partial<Subscriber> = {}): Subscriber {
  return {
    id: 1,
    address,
    address_key: address.toLowerCase(),
    name: null,
    status: 'active',
    status_reason: null,
    status_changed_at: '2026-01-01T00:00:00.000Z',
    consent_source: 'test',
    consent_at: '2026-01-01T00:00:00.000Z',
    created_at: '2026-01-01T00:00:00.000Z',
    ...changes,
  };
}
