import { z } from 'zod';

const PATTERN = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d+))?(?:Z|([+-]\d\d)(?::?(\d\d))?)$/;

/** `2026-11-17 09:00:00.674981+00`, as PostgreSQL writes it, is what Resend's list has; its documents show ISO 8601 as well. */
export const providerInstantSchema = z.string().transform((text, context): Date => {
  const [, day, time, fraction = '', hours = '+00', minutes = '00'] = PATTERN.exec(text) ?? [];
  const instant = new Date(`${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}${hours}:${minutes}`);
  if (Number.isNaN(instant.getTime())) context.addIssue({ code: 'custom', message: `"${text}" is not an instant` });
  return instant;
});
