import { z } from 'zod';
import { signUpAddressSchema } from '#subscribers/sign-up-address.ts';
import { keptVotes } from '../reader/kept-votes.ts';

/** What a form keeps when it is shown once more. Nobody types these, so what cannot be used is left out, not refused. */
export const carriedSchema = z.object({
  page: z
    .string()
    .regex(/^(\/|https?:\/\/)[\x21-\x7e]{0,300}$/)
    .catch('/'),
  /** A visitor's votes, to be cast when the sign-up is confirmed. */
  votes: z
    .string()
    .max(300)
    .refine((line) => keptVotes(line).size > 0)
    .catch(''),
});

export type Carried = z.infer<typeof carriedSchema>;

/** What a sign-up says, whether it came as a form or as JSON. */
export const signUpSchema = carriedSchema.extend({
  email: signUpAddressSchema,
  /** People never see this field. */
  website: z.string().default(''),
  started: z.string().catch(''),
  altcha: z.string().max(4_000).catch(''),
});

export type SignUpForm = z.infer<typeof signUpSchema>;
