import { createHash } from 'node:crypto';
import { inTransaction } from '#store/in-transaction.ts';
import type { Store } from '#store/open-store.ts';

/** The two kinds of secret that stand for an editor: a link in their mailbox, a cookie in their browser. */
type TokenTable = 'editor_links' | 'editor_sessions';

const LINK_GOOD_FOR_MS = 15 * 60_000;
export const SESSION_GOOD_FOR_MS = 7 * 24 * 3_600_000;

/** What is kept of a token: enough to know it again, not to use it. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

async function keep(store: Store, table: TokenTable, token: string, editor: string, expires: Date): Promise<void> {
  await store
    .insertInto(table)
    .values({ token_hash: hashOf(token), editor, expires_at: expires.toISOString() })
    .execute();
}

async function ownerOf(store: Store, table: TokenTable, token: string, now: Date): Promise<string | undefined> {
  const row = await store
    .selectFrom(table)
    .select('editor')
    .where('token_hash', '=', hashOf(token))
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst();
  return row?.editor;
}

/** Makes a link good for one sign-in within 15 minutes. */
export function keepLink(store: Store, token: string, editor: string, now: Date): Promise<void> {
  return keep(store, 'editor_links', token, editor, new Date(now.getTime() + LINK_GOOD_FOR_MS));
}

/** Whose link it is, without using it up. */
export function editorOfLink(store: Store, token: string, now: Date): Promise<string | undefined> {
  return ownerOf(store, 'editor_links', token, now);
}

/** Uses a link up and opens a session in its place; undefined when the link is used, too old, or none of ours. */
export async function openSession(store: Store, link: string, session: string, now: Date): Promise<string | undefined> {
  return inTransaction(store, async (transaction) => {
    const used = await transaction
      .deleteFrom('editor_links')
      .where('token_hash', '=', hashOf(link))
      .where('expires_at', '>', now.toISOString())
      .returning('editor')
      .executeTakeFirst();
    if (!used) return undefined;
    await keep(transaction, 'editor_sessions', session, used.editor, new Date(now.getTime() + SESSION_GOOD_FOR_MS));
    return used.editor;
  });
}

export function editorOfSession(store: Store, session: string, now: Date): Promise<string | undefined> {
  return ownerOf(store, 'editor_sessions', session, now);
}

export async function closeSession(store: Store, session: string): Promise<void> {
  await store.deleteFrom('editor_sessions').where('token_hash', '=', hashOf(session)).execute();
}

/** Takes links and sessions away that are over. Returns how many. */
export async function forgetExpiredTokens(store: Store, now: Date): Promise<number> {
  let count = 0;
  for (const table of ['editor_links', 'editor_sessions'] as const) {
    const result = await store.deleteFrom(table).where('expires_at', '<=', now.toISOString()).executeTakeFirst();
    count += Number(result.numDeletedRows);
  }
  return count;
}
