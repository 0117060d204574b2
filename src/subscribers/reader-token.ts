import { createHmac, timingSafeEqual } from 'node:crypto';

/** Names what the token is for, so that a token of another purpose never passes; part of what is signed. */
const PURPOSE = 'reader-links-1';
const SIGNATURE_BYTES = 16;

/** The reader and the issue that a token in a mail speaks for. */
export type ReaderTokenContent = { subscriberId: number; issueId: number };

function signature(secret: string, payload: string): string {
  const digest = createHmac('sha256', secret).update(`${PURPOSE}:${payload}`).digest();
  return digest.subarray(0, SIGNATURE_BYTES).toString('base64url');
}

/**
 * The token in a reader's links: `<subscriber>.<issue>.<signature>`, numbers in base 36, the signature base64url. Deterministic,
 * so that a retry is byte-identical; does not expire, because a way out must not.
 */
export function readerToken(secret: string, { subscriberId, issueId }: ReaderTokenContent): string {
  const payload = `${subscriberId.toString(36)}.${issueId.toString(36)}`;
  return `${payload}.${signature(secret, payload)}`;
}

/** Who a token speaks for; undefined when it was not made with this secret for this purpose. */
export function parseReaderToken(secret: string, token: string): ReaderTokenContent | undefined {
  const match = /^([0-9a-z]{1,11})\.([0-9a-z]{1,11})\.([A-Za-z0-9_-]{22})$/.exec(token);
  if (!match) return undefined;
  const [, subscriber = '', issue = '', signed = ''] = match;
  // Compared as text: more than one text decodes to the same bytes.
  if (!timingSafeEqual(Buffer.from(signed), Buffer.from(signature(secret, `${subscriber}.${issue}`)))) return undefined;
  return { subscriberId: Number.parseInt(subscriber, 36), issueId: Number.parseInt(issue, 36) };
}
