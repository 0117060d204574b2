import { inTransaction } from '#store/in-transaction.ts';
import type { Store } from '#store/open-store.ts';
import { addressSchema } from './address.ts';
import { mustNotBeMailed } from './answer-sign-ups.ts';
import { erasedAddressHashes } from './erased-address.ts';
import { queueMail, type ReaderMessage } from './outgoing-mail-queries.ts';
import { readerToken } from './reader-token.ts';
import { consentOf, type SignUp, signUpById } from './sign-up-queries.ts';
import type { Secrets } from './signed-token.ts';
import { findSubscriber, type Subscriber } from './subscriber-queries.ts';

export type Confirming = { kind: 'confirmed' | 'already-in' | 'used-up' | 'must-not-be-mailed' };

export type ConfirmPorts = {
  store: Store;
  secrets: Secrets;
  now: Date;
  welcome(token: string): Promise<ReaderMessage>;
  /** Runs in the same transaction, for what comes true with the confirmation. */
  confirmed(store: Store, subscriberId: number): Promise<void>;
};

/** Makes the person of a sign-up an active reader, new or known, with the evidence of this sign-up. */
async function activate(store: Store, signUp: SignUp, known: Subscriber | undefined, at: string): Promise<number> {
  const values = {
    address: signUp.address,
    status: 'active' as const,
    status_reason: null,
    status_changed_at: at,
    confirmed_at: at,
    left_issue_id: null,
    suppressed_for: null,
    ...consentOf(signUp),
  };
  if (known) {
    await store.updateTable('subscribers').set(values).where('id', '=', known.id).execute();
    return known.id;
  }
  const { id } = await store
    .insertInto('subscribers')
    .values({ ...values, address_key: signUp.address_key, created_at: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Coming back by one's own act ends having been erased. */
async function forgetErasure(store: Store, secrets: Secrets, signUp: SignUp): Promise<void> {
  const hashes = erasedAddressHashes(secrets, addressSchema.parse(signUp.address));
  await store.deleteFrom('erased_addresses').where('address_hash', 'in', hashes).execute();
}

/** Double opt-in, second half: the owner of the mailbox pressed the button. Once a sign-up; then it is used up. */
export async function confirmSignUp(ports: ConfirmPorts, signUpId: number): Promise<Confirming> {
  const at = ports.now.toISOString();
  return inTransaction(ports.store, async (store): Promise<Confirming> => {
    const signUp = await signUpById(store, signUpId);
    if (signUp === undefined) return { kind: 'used-up' };
    const known = await findSubscriber(store, addressSchema.parse(signUp.address));
    if (known?.status === 'active') return { kind: 'already-in' };
    if (signUp.state === 'confirmed') return { kind: 'used-up' };
    if (known && mustNotBeMailed(known)) return { kind: 'must-not-be-mailed' };
    const id = await activate(store, signUp, known, at);
    await store
      .updateTable('sign_ups')
      .set({ state: 'confirmed' })
      .where('address_key', '=', signUp.address_key)
      .execute();
    await forgetErasure(store, ports.secrets, signUp);
    await ports.confirmed(store, id);
    const message = await ports.welcome(readerToken(ports.secrets[0], { subscriberId: id, issueId: 0 }));
    await queueMail(store, { kind: 'welcome', address: signUp.address, message }, ports.now);
    return { kind: 'confirmed' };
  });
}
