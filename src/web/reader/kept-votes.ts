import { z } from 'zod';
import { stanceSchema } from '#catalog/review.ts';
import { toolSlugSchema } from '#catalog/tool.ts';
import type { Choices } from './voting.ts';

/** Both sides of one comparison. */
const MOST = 2;

const choicesSchema = z.array(z.tuple([toolSlugSchema, stanceSchema])).max(MOST);

/** A visitor's votes in one line, as forms carry it and a sign-up keeps it: `alpha=ship&beta=skip`. */
export function votesToKeep(choices: Choices): string {
  return [...choices].map(([tool, choice]) => `${tool}=${choice}`).join('&');
}

/** What such a line says; one that we did not write says nothing. */
export function keptVotes(line: string): Choices {
  const parsed = choicesSchema.safeParse([...new URLSearchParams(line)]);
  return new Map(parsed.success ? parsed.data : []);
}
