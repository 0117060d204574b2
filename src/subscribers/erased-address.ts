import { createHmac } from 'node:crypto';
import { type Address, addressKey } from './address.ts';

/** A keyed hash of an address: enough to recognise it in an import, not to read it back. */
export function erasedAddressHash(secret: string, address: Address): string {
  return createHmac('sha256', secret)
    .update(`erased-address-1:${addressKey(address)}`)
    .digest('hex');
}
