import { createHmac } from 'node:crypto';
import { domainToASCII } from 'node:url';
import emailSpellChecker from '@zootools/email-spell-checker';
import { isDisposableEmail } from 'disposable-email-domains-js';
import { z } from 'zod';
import { type Address, addressKey, addressSchema } from './address.ts';

/** A domain in any script as DNS knows it (RFC 5890, UTS 46); what is no domain stays as it is and is refused later. */
function withAsciiDomain(text: string): string {
  const at = text.lastIndexOf('@');
  const domain = text.slice(at + 1);
  // Only letters, digits, marks and dots: domainToASCII cuts at a slash and reads numbers as IP addresses.
  if (!/^[\p{L}\p{N}\p{M}.\u3002-]+$/u.test(domain) || /^[\x20-\x7e]*$/.test(domain)) return text;
  return `${text.slice(0, at + 1)}${domainToASCII(domain)}`;
}

/** An address that somebody types into a form: ours, in any script, and one that will still be read next week. */
export const signUpAddressSchema = z
  .string({ error: 'is missing' })
  .trim()
  .max(254, { error: 'is too long' })
  .transform(withAsciiDomain)
  .pipe(addressSchema)
  .refine((address) => !isDisposableEmail(address), { error: 'is at a provider of throw-away mailboxes' });

/** The checker makes a pattern of a domain's ending, and throws at half a character. Slips of the fingers hold neither. */
function canBeChecked(typed: string): boolean {
  return typed.isWellFormed() && /@[\w.,-]+$/.test(typed);
}

/** `gmail.com` for `gmial.com`; undefined when the domain looks like what was meant. */
export function suggestedAddress(typed: string): string | undefined {
  if (!canBeChecked(typed)) return undefined;
  const suggestion = addressSchema.safeParse(emailSpellChecker.run({ email: typed })?.full);
  return suggestion.success ? suggestion.data : undefined;
}

const IGNORES_DOTS = new Set(['gmail.com', 'googlemail.com']);

/** What limits count by: addresses that end up in the same mailbox are one. Sub-addressing as in RFC 5233. */
export function mailboxKey(secret: string, address: Address): string {
  const [, local = '', domain = ''] = /^([^+]*)[^@]*@(.*)$/.exec(addressKey(address)) ?? [];
  const folded = IGNORES_DOTS.has(domain) ? `${local.replaceAll('.', '')}@gmail.com` : `${local}@${domain}`;
  return createHmac('sha256', secret).update(`mailbox-1:${folded}`).digest('hex');
}
