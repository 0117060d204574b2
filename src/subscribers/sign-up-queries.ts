import type { Selectable } from 'kysely';
import type { DatabaseSchema } from '#store/database-schema.ts';
import type { Store } from '#store/open-store.ts';
import { type Address, addressKey } from './address.ts';

export type SignUp = Selectable<DatabaseSchema['sign_ups']>;

/** A filled-in form and what is kept as evidence of it. */
export type NewSignUp = { address: Address; page: string; ipHash: string; userAgent: string; votes: string | null };

/** Takes a form in. The same work for every address: whose it is, is looked up later. */
export async function recordSignUp(store: Store, signUp: NewSignUp, now: Date): Promise<void> {
  await store
    .insertInto('sign_ups')
    .values({
      address: signUp.address,
      address_key: addressKey(signUp.address),
      state: 'waiting',
      page: signUp.page,
      ip_hash: signUp.ipHash,
      user_agent: signUp.userAgent,
      votes: signUp.votes,
      created_at: now.toISOString(),
    })
    .execute();
}

export async function waitingSignUps(store: Store, most: number): Promise<SignUp[]> {
  return store.selectFrom('sign_ups').selectAll().where('state', '=', 'waiting').orderBy('id').limit(most).execute();
}

export async function signUpById(store: Store, id: number): Promise<SignUp | undefined> {
  return store.selectFrom('sign_ups').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function markAnswered(store: Store, id: number): Promise<void> {
  await store.updateTable('sign_ups').set({ state: 'answered' }).where('id', '=', id).execute();
}

export async function dropSignUp(store: Store, id: number): Promise<void> {
  await store.deleteFrom('sign_ups').where('id', '=', id).execute();
}

/** A form that gets no mail of its own leaves its votes with the one whose mail is still open, unless that has some. */
export async function handOverVotes(store: Store, { id, address_key, votes }: SignUp): Promise<void> {
  if (votes === null) return;
  await store
    .updateTable('sign_ups')
    .set({ votes })
    .where('address_key', '=', address_key)
    .where('state', '=', 'answered')
    .where('votes', 'is', null)
    .where('id', '!=', id)
    .execute();
}

export async function insertPending(store: Store, signUp: SignUp, now: Date): Promise<void> {
  const at = now.toISOString();
  await store
    .insertInto('subscribers')
    .values({
      address: signUp.address,
      address_key: signUp.address_key,
      status: 'pending',
      status_changed_at: at,
      created_at: at,
      ...consentOf(signUp),
    })
    .execute();
}

/** The version of the words a reader agrees to; changed whenever the form or the confirmation page says something else. */
export const CONSENT_TEXT_VERSION = '2026-11';

/** What can be shown when somebody asks how a reader came onto the list (GDPR, Article 7(1)). */
export function consentOf({ page, ip_hash, user_agent, created_at }: SignUp) {
  return {
    consent_source: 'sign-up form',
    consent_at: created_at,
    consent_page: page,
    consent_text_version: CONSENT_TEXT_VERSION,
    consent_ip_hash: ip_hash,
    consent_user_agent: user_agent,
  };
}
