import { z } from 'zod';

/** Whether it can be written as instants are kept, `2026-11-17T09:00:00.000Z`: with a year of another length it sorts wrong as text. */
export function canBeKept(instant: Date): boolean {
  return !Number.isNaN(instant.getTime()) && /^\d{4}-/.test(instant.toISOString());
}

/** An instant in any zone, as people and programs write it; the text that is kept comes out. */
export const instantSchema = z.iso
  .datetime({ offset: true, error: 'is not an instant such as 2026-11-17T09:00:00Z', abort: true })
  .refine((text) => canBeKept(new Date(text)), { error: 'is an instant too far away' })
  .transform((text) => new Date(text).toISOString());
