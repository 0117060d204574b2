import { createHash } from 'node:crypto';
import { inTransaction } from '#store/in-transaction.ts';
import type { Store } from '#store/open-store.ts';
import { rowNumber } from '#store/row-number.ts';
import { type Address, addressKey, addressSchema } from './address.ts';
import { CONFIRM_WITHIN_MS, CONFIRMATION_LIMITS } from './answer-sign-ups.ts';
import { queueMail, type ReaderMessage } from './outgoing-mail-queries.ts';
import { withinAll } from './rate-limit-queries.ts';
import { mailboxKey } from './sign-up-address.ts';
import { signTokenUntil } from './signed-token.ts';
import { findSubscriber, type Subscriber } from './subscriber-queries.ts';

/** Ties a link to the address it replaces, so that it is used up once the address has changed. */
function fingerprint({ address_key }: Subscriber): string {
  return createHash('sha256').update(address_key).digest('base64url').slice(0, 12);
}

/** Asks the owner of the new mailbox. The same for every address: whether it is on the list is not told here. */
export async function askNewAddress(
  ports: { store: Store; secret: string; now: Date; confirmAddress(token: string): Promise<ReaderMessage> },
  reader: Subscriber,
  address: Address,
): Promise<void> {
  const { store, secret, now } = ports;
  if (!(await withinAll(store, CONFIRMATION_LIMITS, mailboxKey(secret, address), now))) return;
  const payload = `${reader.id.toString(36)}.${fingerprint(reader)}.${Buffer.from(address).toString('base64url')}`;
  const until = new Date(now.getTime() + CONFIRM_WITHIN_MS);
  const message = await ports.confirmAddress(signTokenUntil(secret, 'confirm-address-1', payload, until));
  await queueMail(store, { kind: 'confirm-address', address, message }, now);
}

/** `a…@example.org` */
function masked(address: Address): string {
  return `${address.slice(0, 1)}…${address.slice(address.lastIndexOf('@'))}`;
}

/** The new mailbox's owner pressed the button: moves the reader and tells the old address. */
export async function changeAddress(
  ports: { store: Store; now: Date; addressChanged(newAddress: string): Promise<ReaderMessage> },
  payload: string,
): Promise<'changed' | 'taken' | 'used-up'> {
  const [id = '', mark, encoded = ''] = payload.split('.');
  const readerId = rowNumber(id, 36);
  if (readerId === undefined) return 'used-up';
  const address = addressSchema.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
  return inTransaction(ports.store, async (store) => {
    const rows = store.selectFrom('subscribers').selectAll().where('id', '=', readerId);
    const reader = await rows.executeTakeFirst();
    if (!reader || fingerprint(reader) !== mark) return 'used-up';
    const other = await findSubscriber(store, address);
    if (other && other.id !== reader.id) return 'taken';
    const message = await ports.addressChanged(masked(address));
    await queueMail(store, { kind: 'address-changed', address: reader.address, message }, ports.now);
    const moved = { address, address_key: addressKey(address) };
    await store.updateTable('subscribers').set(moved).where('id', '=', reader.id).execute();
    return 'changed';
  });
}
