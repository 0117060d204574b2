import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import {
  concurrentIdempotentRequests,
  invalidIdempotencyKey,
  invalidIdempotentRequest,
  type Refusal,
} from './refusal.ts';
import type { Reply } from './reply.ts';

export const KEY_LIFETIME_MS = 24 * 60 * 60 * 1000;
const MAX_KEY_CHARACTERS = 256;

/** What is remembered under a key. The 24 hours run from the receipt of the first request. */
export type KeptReply = { payloadSha256: string; receivedAtMs: number; running: boolean; reply: Reply };

export type KeyDecision = { do: 'process' } | { do: 'replay'; reply: Reply } | { do: 'refuse'; refusal: Refusal };

export function keyRefusal(key: string | null): Refusal | undefined {
  const isFine = key === null || (key.length >= 1 && key.length <= MAX_KEY_CHARACTERS);
  return isFine ? undefined : invalidIdempotencyKey;
}

/** Endpoint and validation mode count as payload, and the order of JSON fields does not. */
export function payloadSha256(path: string, batchValidation: string | null, body: unknown): string {
  const hash = createHash('sha256');
  return hash.update(`${path}\n${batchValidation ?? ''}\n${canonicalize(body)}`).digest('hex');
}

export function decideByKey(kept: KeptReply | undefined, payload: string, nowMs: number): KeyDecision {
  if (kept === undefined || hasExpired(kept, nowMs)) return { do: 'process' };
  if (kept.payloadSha256 !== payload) return { do: 'refuse', refusal: invalidIdempotentRequest };
  if (kept.running) return { do: 'refuse', refusal: concurrentIdempotentRequests };
  return { do: 'replay', reply: kept.reply };
}

export function hasExpired(kept: KeptReply, nowMs: number): boolean {
  return nowMs - kept.receivedAtMs >= KEY_LIFETIME_MS;
}
