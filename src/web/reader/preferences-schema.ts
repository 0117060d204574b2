import { z } from 'zod';
import { addDays, type PlainDate } from '#calendar/plain-date.ts';
import type { Preferences } from '#subscribers/preference-queries.ts';

export const PAUSE_MOST_WEEKS = 12;

const fieldsSchema = z.object({
  name: z
    .string()
    .trim()
    .max(80, { error: 'The name has more than 80 characters.' })
    .regex(/^\P{Cc}*$/u, { error: 'The name has characters that cannot be shown.' }),
  pause: z.union([z.literal('keep'), z.coerce.number().int().min(0).max(PAUSE_MOST_WEEKS)], {
    error: 'A pause lasts 1 to 12 weeks.',
  }),
});

/** The choices of a filled-in form; all categories, or none, mean every one. */
export function preferencesIn(
  fields: URLSearchParams,
  known: { categories: readonly string[]; pausedUntil: string | null; today: PlainDate },
): Preferences | { problem: string } {
  const parsed = fieldsSchema.safeParse({ name: fields.get('name') ?? '', pause: fields.get('pause') ?? '0' });
  if (!parsed.success) return { problem: parsed.error.issues[0]?.message ?? 'Something in it cannot be used.' };
  const { name, pause } = parsed.data;
  const chosen = known.categories.filter((category) => fields.getAll('category').includes(category));
  const weeks = pause === 'keep' ? known.pausedUntil : pause === 0 ? null : addDays(known.today, 7 * pause);
  return {
    name: name || null,
    categories: chosen.length === 0 || chosen.length === known.categories.length ? null : chosen,
    pausedUntil: weeks,
  };
}
