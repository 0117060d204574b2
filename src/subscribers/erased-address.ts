import { createHmac } from 'node:crypto';
import { type Address, addressKey } from './address.ts';
import type { Secrets } from './signed-token.ts';

/** A keyed hash of an address: enough to recognise it in an import, not to read it back. */
export function erasedAddressHash(secret: string, address: Address): string {
  return createHmac('sha256', secret)
    .update(`erased-address-1:${addressKey(address)}`)
    .digest('hex');
}

/** Every hash an erased address may have been kept under: that of the secret in use and those of earlier ones. */
export function erasedAddressHashes(secrets: Secrets, address: Address): string[] {
  return secrets.map((secret) => erasedAddressHash(secret, address));
}
