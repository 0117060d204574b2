import { z } from 'zod';

/** RFC 5321 4.5.3.1: 64 octets before the @, 254 in all. */
const LOCAL_MOST = 64;
const ADDRESS_MOST = 254;

/** An e-mail address as its owner wrote it; only this parser makes one. */
export const addressSchema = z
  .string()
  .trim()
  .max(ADDRESS_MOST)
  .pipe(z.email({ pattern: z.regexes.html5Email, error: 'is not an e-mail address' }))
  .refine((address) => address.lastIndexOf('@') <= LOCAL_MOST, {
    error: `has more than ${LOCAL_MOST} characters before the @`,
  })
  .refine((address) => /\.[^.@\d][^.@]*$/.test(address), { error: 'has no domain ending such as .org' })
  .brand<'Address'>();

export type Address = z.infer<typeof addressSchema>;

/** What addresses are compared by: case never tells two mailboxes apart in practice. */
export function addressKey(address: Address): string {
  return address.toLowerCase();
}
