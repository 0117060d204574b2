import { z } from 'zod';
import { consume, type Limit } from '#subscribers/rate-limit-queries.ts';
import { suggestedAddress } from '#subscribers/sign-up-address.ts';
import { recordSignUp } from '#subscribers/sign-up-queries.ts';
import type { App } from '../../app.ts';
import { isSolved } from './challenge.ts';
import { filledIn } from './form-started.ts';
import { type SignUpForm, signUpSchema } from './sign-up-schema.ts';

/** Who sent a form, as far as it is kept. */
export type Sender = { hash: string; userAgent: string };

export type SignUpAnswer =
  | { kind: 'check-your-mail'; suggestion: string | undefined }
  | { kind: 'refused'; field: string; problem: string; suggestion: string | undefined }
  | { kind: 'once-more'; why: 'too quickly' | 'without a stamp' }
  | { kind: 'challenge' }
  | { kind: 'too-many'; resetsAt: Date };

const SENDER_LIMIT: Limit = { name: 'sign-up', points: 20, windowMs: 3_600_000 };
/** From here on a browser has to work for it. */
const NEAR_LIMIT = 5;

async function limitAnswer(app: App, form: SignUpForm, sender: Sender): Promise<SignUpAnswer | undefined> {
  const { allowed, used, resetsAt } = await consume(app.store, SENDER_LIMIT, sender.hash, app.clock());
  if (!allowed) return { kind: 'too-many', resetsAt };
  const needed = app.config.web.signUpChallenge === 'always' || used > NEAR_LIMIT;
  return needed && !(await isSolved(app, form.altcha)) ? { kind: 'challenge' } : undefined;
}

/**
 * The one path of a sign-up, whether it came as a form or as JSON. Never looks up whose the address is: what it does and
 * says is the same for every address, and a job answers by mail.
 */
export async function takeSignUp(app: App, values: unknown, sender: Sender): Promise<SignUpAnswer> {
  const parsed = signUpSchema.safeParse(values);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const typed = z.object({ email: z.string().max(254) }).safeParse(values);
    return {
      kind: 'refused',
      field: issue?.path.join('.') || 'email',
      problem: issue?.message ?? 'is missing',
      suggestion: typed.success ? suggestedAddress(typed.data.email) : undefined,
    };
  }
  const form = parsed.data;
  const taken: SignUpAnswer = { kind: 'check-your-mail', suggestion: suggestedAddress(form.email) };
  // A program that fills in everything learns nothing from the answer.
  if (form.website !== '') return taken;
  const filled = filledIn(app.secrets, form.started, app.clock());
  if (filled !== 'by hand') return { kind: 'once-more', why: filled };
  const refused = await limitAnswer(app, form, sender);
  if (refused) return refused;
  const { email: address, page } = form;
  const { hash: ipHash, userAgent } = sender;
  await recordSignUp(app.store, { address, page, ipHash, userAgent, votes: form.votes || null }, app.clock());
  app.answerSoon();
  return taken;
}
