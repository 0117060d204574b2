import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a token is good for. Part of what is signed, so that a token of one purpose never passes for another. */
export type TokenPurpose =
  | 'reader-links-1'
  | 'confirm-sign-up-1'
  | 'confirm-address-1'
  | 'undo-leaving-1'
  | 'form-started-1';

/** The secret in use first, then those it replaced: all of them open a token, only the first signs. */
export type Secrets = readonly [current: string, ...previous: string[]];

export type TimedToken = { kind: 'valid' | 'expired'; payload: string } | { kind: 'forged' };

const SIGNATURE_BYTES = 16;

function signature(secret: string, purpose: TokenPurpose, payload: string): string {
  const digest = createHmac('sha256', secret).update(`${purpose}:${payload}`).digest();
  return digest.subarray(0, SIGNATURE_BYTES).toString('base64url');
}

/** `<payload>.<signature>`: HMAC-SHA-256 (RFC 2104, truncated as its section 5 allows), base64url (RFC 4648). */
export function signToken(secret: string, purpose: TokenPurpose, payload: string): string {
  return `${payload}.${signature(secret, purpose, payload)}`;
}

/** The payload of a token; undefined when none of these secrets made it for this purpose. */
export function openToken(secrets: Secrets, purpose: TokenPurpose, token: string): string | undefined {
  const [, payload, signed] = /^([A-Za-z0-9._-]{1,600})\.([A-Za-z0-9_-]{22})$/.exec(token) ?? [];
  if (payload === undefined || signed === undefined) return undefined;
  // Compared as text: more than one text decodes to the same bytes.
  const matches = (secret: string) =>
    timingSafeEqual(Buffer.from(signed), Buffer.from(signature(secret, purpose, payload)));
  return secrets.some(matches) ? payload : undefined;
}

/** A token that says itself until when it is good: `<payload>.<end in seconds, base 36>.<signature>`. */
export function signTokenUntil(secret: string, purpose: TokenPurpose, payload: string, until: Date): string {
  return signToken(secret, purpose, `${payload}.${Math.floor(until.getTime() / 1000).toString(36)}`);
}

/** Opens a token of signTokenUntil. An expired one still says whose it was, for a page that helps further. */
export function openTimedToken(secrets: Secrets, purpose: TokenPurpose, token: string, now: Date): TimedToken {
  const [, payload, end] = /^(.*)\.([0-9a-z]{1,11})$/.exec(openToken(secrets, purpose, token) ?? '') ?? [];
  if (payload === undefined || end === undefined) return { kind: 'forged' };
  const good = now.getTime() < Number.parseInt(end, 36) * 1000;
  return { kind: good ? 'valid' : 'expired', payload };
}
