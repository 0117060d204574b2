import type { Context } from 'hono';
import { type Stance, stanceSchema } from '#catalog/review.ts';
import type { Tool } from '#catalog/tool.ts';
import type { Verdict } from '#verdict/verdict.ts';
import type { App } from '../../app.ts';
import { readPublished } from '../pages/published.ts';

/** The published comparison an address names; undefined when it has been taken back. */
export async function votedPairing(app: App, slug: string): Promise<Verdict | undefined> {
  const { verdicts } = await readPublished(app);
  return verdicts.find(({ pairing }) => pairing.slug === slug);
}

export type Choices = ReadonlyMap<Tool['slug'], Stance>;

/** Ship or skip by tool, from fields or from an address; whatever else they say is left out. */
export function choicesIn({ sides }: Verdict, chosenFor: (name: string) => string | null | undefined): Choices {
  const choices = new Map<Tool['slug'], Stance>();
  for (const { tool } of sides) {
    const choice = stanceSchema.safeParse(chosenFor(tool.slug));
    if (choice.success) choices.set(tool.slug, choice.data);
  }
  return choices;
}

export function choicesInAddress(verdict: Verdict, context: Context): Choices {
  return choicesIn(verdict, (name) => context.req.query(name));
}

/** A comparison as it stands after a vote. Caches keep its page for a minute; the query makes it new to them. */
export function comparisonAfterVote({ pairing }: Verdict, now: Date): string {
  return `/compare/${pairing.slug}?voted=${now.getTime().toString(36)}`;
}
