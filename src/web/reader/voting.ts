import type { Context } from 'hono';
import { type Stance, stanceSchema } from '#catalog/review.ts';
import type { Tool } from '#catalog/tool.ts';
import type { App } from '../../app.ts';

export type VotedPairing = { slug: string; tools: readonly [Tool, Tool] };

/** The pairing an address names, with both its tools; undefined when it has been taken back. */
export async function votedPairing(app: App, slug: string): Promise<VotedPairing | undefined> {
  const { catalog } = await app.readCatalog();
  const pairing = catalog.pairings.find((candidate) => candidate.slug === slug);
  const [a, b] = (pairing?.tools ?? []).map((tool) => catalog.tools.get(tool));
  return pairing && a && b ? { slug: pairing.slug, tools: [a, b] } : undefined;
}

export type Choices = ReadonlyMap<Tool['slug'], Stance>;

/** Ship or skip by tool, from fields or from an address; whatever else they say is left out. */
export function choicesIn({ tools }: VotedPairing, chosenFor: (name: string) => string | null | undefined): Choices {
  const choices = new Map<Tool['slug'], Stance>();
  for (const { slug } of tools) {
    const choice = stanceSchema.safeParse(chosenFor(slug));
    if (choice.success) choices.set(slug, choice.data);
  }
  return choices;
}

export function choicesInAddress(pairing: VotedPairing, context: Context): Choices {
  return choicesIn(pairing, (name) => context.req.query(name));
}
