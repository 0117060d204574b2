import { z } from 'zod';
import { signUpAddressSchema } from '#subscribers/sign-up-address.ts';

/** What a sign-up says, whether it came as a form or as JSON. */
export const signUpSchema = z.object({
  email: signUpAddressSchema,
  /** People never see this field. */
  website: z.string().default(''),
  page: z
    .string()
    .regex(/^(\/|https?:\/\/)[\x21-\x7e]{0,300}$/)
    .catch('/'),
  started: z.string().catch(''),
  altcha: z.string().max(4_000).catch(''),
});

export type SignUpForm = z.infer<typeof signUpSchema>;
