import { z } from 'zod';
import type { InterestOrder } from '#issue/interest-order.ts';

/** Most mails in one call of Resend's batch endpoint. */
export const BATCH_SIZE = 100;

/** One item of a batch, frozen before the first attempt: nothing that happens to the reader later changes the bytes. */
export type FrozenRecipient = {
  subscriberId: number;
  address: string;
  token: string;
  /** Where they read the pairings otherwise than in the issue's own order. */
  order?: InterestOrder;
};

const recipientsSchema = z
  .string()
  .transform((text) => JSON.parse(text) as unknown)
  .pipe(z.array(z.tuple([z.number(), z.string(), z.string(), z.string().optional()])))
  .transform((rows) =>
    rows.map(([subscriberId, address, token, order]): FrozenRecipient => {
      const recipient = { subscriberId, address, token };
      return order === undefined ? recipient : { ...recipient, order };
    }),
  );

export function recipientsFromText(text: string): FrozenRecipient[] {
  return recipientsSchema.parse(text);
}

export function recipientsToText(recipients: readonly FrozenRecipient[]): string {
  return JSON.stringify(
    recipients.map(({ subscriberId, address, token, order }) =>
      order === undefined ? [subscriberId, address, token] : [subscriberId, address, token, order],
    ),
  );
}

/** Never attempted, or set back because nothing of it had been accepted. */
export type WaitingBatch = { state: 'waiting'; issueId: number; number: number; round: number };

/** Attempted at least once; its bytes are fixed. */
export type AttemptedBatch = {
  state: 'attempted';
  issueId: number;
  number: number;
  round: number;
  recipients: readonly FrozenRecipient[];
  bodySha256: string;
  firstAttemptAt: Date;
  /** Of the API key of its attempts; undefined for those of before this was kept. */
  apiKeyMark: string | undefined;
  /** Calls nobody knows the outcome of. */
  unanswered: number;
};

export type OpenBatch = WaitingBatch | AttemptedBatch;

/**
 * What an attempt made of a batch. `left-open`: the same bytes are asked for again, in this run or a later one; `set-back`:
 * nothing of it was accepted, and it begins anew.
 */
export type BatchOutcome = 'settled' | 'unknown' | 'set-back' | 'left-open';

/** The key of a batch's calls, made from what the batch is: the same from every machine and after every restart. */
export function idempotencyKey(week: string, { number, round }: Pick<OpenBatch, 'number' | 'round'>): string {
  return round === 1 ? `issue/${week}/batch/${number}` : `issue/${week}/batch/${number}/${round}`;
}

/** Resend forgets a key 24 hours after some moment of the first call; an hour is kept as a margin. */
export const KEY_LIFETIME_MS = 23 * 3_600_000;

export function keyHasExpired({ firstAttemptAt }: AttemptedBatch, now: Date): boolean {
  return now.getTime() - firstAttemptAt.getTime() >= KEY_LIFETIME_MS;
}
