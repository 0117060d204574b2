import { z } from 'zod';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u;
const BIDI_OVERRIDE = /[\u202a-\u202e\u2066-\u2069]/u;

const MAIL_SLOT = /%%[A-Z_]+%%/;

function codePointOf(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[0].codePointAt(0) ?? 0;
  return `U+${found.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** One line of visible text: trimmed, without control characters, at most `max` characters. */
export function lineOfText(max: number) {
  return z
    .string()
    .min(1)
    .max(max)
    .superRefine((text, context) => {
      if (text !== text.trim()) context.addIssue({ code: 'custom', message: 'has spaces at its start or end' });
      if (!text.isWellFormed()) context.addIssue({ code: 'custom', message: 'holds half a character' });
      if (MAIL_SLOT.test(text))
        context.addIssue({ code: 'custom', message: 'holds a slot that mails fill in, such as %%NAME%%' });
      for (const pattern of [CONTROL, BIDI_OVERRIDE]) {
        if (pattern.test(text)) {
          context.addIssue({ code: 'custom', message: `holds the control character ${codePointOf(text, pattern)}` });
        }
      }
    });
}

/** A lower-case name used in addresses and file names: letters, digits and single hyphens. */
export function slugOf<Name extends string>() {
  return z
    .string()
    .max(60)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'is not a slug (lower-case letters, digits and single hyphens)' })
    .brand<Name>();
}

/** An https address without a user name or password. */
export const httpsUrlSchema = z
  .url({ protocol: /^https$/, hostname: z.regexes.domain, error: 'is not an https link', abort: true })
  .max(500)
  .refine((text) => new URL(text).username + new URL(text).password === '', { error: 'holds a user name or password' });

/** Refuses the second of two list entries with the same key, at the entry or at one of its properties. */
export function eachOnce<Item>(keyOf: (item: Item) => string, property?: string) {
  return (items: readonly Item[], context: z.RefinementCtx) => {
    const keys = items.map(keyOf);
    for (const [index, key] of keys.entries()) {
      if (keys.indexOf(key) === index) continue;
      context.addIssue({
        code: 'custom',
        path: property === undefined ? [index] : [index, property],
        message: 'stands in the list a second time',
      });
    }
  };
}
