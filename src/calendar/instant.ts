import { z } from 'zod';

/** Whether it can be written as instants are kept, `2026-11-17T09:00:00.000Z`: with a year of another length it sorts wrong as text. */
export function canBeKept(instant: Date): boolean {
  const year = instant.getUTCFullYear();
  return year >= 0 && year <= 9999;
}

/** An instant in any zone, as people and programs write it; the text that is kept comes out. */
export const instantSchema = z.iso
  .datetime({ offset: true, error: 'is not an instant such as 2026-11-17T09:00:00Z', abort: true })
  .transform((text) => new Date(text))
  .refine(canBeKept, { error: 'is an instant too far away' })
  .transform((instant) => instant.toISOString());
