import { openToken, type Secrets, signToken } from '#subscribers/signed-token.ts';

/** Quicker than anybody reads, types and presses. */
export const FILL_LEAST_MS = 2_000;
/** Pages are cached and tabs stay open; older than this, a stamp was collected. */
const STAMP_MOST_MS = 7 * 24 * 3_600_000;

/** When a form was handed out, signed: the value of its hidden field `started`. */
export function formStartedStamp(secret: string, at: Date): string {
  return signToken(secret, 'form-started-1', at.getTime().toString(36));
}

/** Whether a form was out long enough to be filled in by a person. */
export function filledIn(secrets: Secrets, stamp: string, now: Date): 'by hand' | 'too quickly' | 'without a stamp' {
  const startedMs = Number.parseInt(openToken(secrets, 'form-started-1', stamp) ?? '', 36);
  const agoMs = now.getTime() - startedMs;
  if (!(agoMs <= STAMP_MOST_MS)) return 'without a stamp';
  return agoMs < FILL_LEAST_MS ? 'too quickly' : 'by hand';
}
