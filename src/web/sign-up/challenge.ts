import { type Challenge, createChallenge, type Payload, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/sha';
import { z } from 'zod';
import { consume, type Limit } from '#subscribers/rate-limit-queries.ts';
import type { App } from '../../app.ts';

const GOOD_FOR_MS = 10 * 60_000;
/** About four thousand tries: a second or so in a browser, and too much for a thousand forms. */
const WORK = { algorithm: 'SHA-256', cost: 20, keyPrefix: '000' };
const ONCE: Limit = { name: 'challenge', points: 1, windowMs: GOOD_FOR_MS };

/** One step of HMAC away from the secret, so that what the library signs is never what we sign. */
function challengeSecret(secret: string): string {
  return `altcha-1:${secret}`;
}

/** A piece of work for a browser, signed and good for ten minutes (ALTCHA, version 2). */
export function newChallenge(app: App): Promise<Challenge> {
  // Signed with the rest. The library's own expiry asks the machine for the time.
  const data = { untilMs: app.clock().getTime() + GOOD_FOR_MS };
  return createChallenge({ ...WORK, deriveKey, data, hmacSignatureSecret: challengeSecret(app.config.appSecret) });
}

const payloadSchema = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.literal(WORK.algorithm),
      cost: z.literal(WORK.cost),
      keyPrefix: z.literal(WORK.keyPrefix),
      keyLength: z.number().max(64),
      data: z.object({ untilMs: z.number() }),
    }),
    signature: z.string().max(200),
  }),
  solution: z.looseObject({ counter: z.number() }),
});

function payloadOf(text: string): z.infer<typeof payloadSchema> | undefined {
  try {
    return payloadSchema.parse(JSON.parse(Buffer.from(text, 'base64').toString('utf8')));
  } catch {
    return undefined;
  }
}

/** Whether the work was done, for a challenge of ours, in time, and for the first time. */
export async function isSolved(app: App, text: string): Promise<boolean> {
  const payload = payloadOf(text);
  const now = app.clock();
  if (payload === undefined || payload.challenge.parameters.data.untilMs <= now.getTime()) return false;
  const { challenge, solution } = payload as unknown as Payload;
  for (const secret of app.secrets) {
    const checked = await verifySolution({
      challenge,
      solution,
      deriveKey,
      hmacSignatureSecret: challengeSecret(secret),
    });
    if (checked.verified) return (await consume(app.store, ONCE, payload.challenge.signature, now)).allowed;
  }
  return false;
}
