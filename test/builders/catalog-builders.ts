import type { z } from 'zod';
import type { Catalog } from '#catalog/catalog.ts';
import { type Pairing, pairingSchema, pairingSlug } from '#catalog/pairing.ts';
import { type Review, reviewSchema, type Stance } from '#catalog/review.ts';
import { type Panel, panelSchema } from '#catalog/reviewer.ts';
import { type Tool, toolSchema } from '#catalog/tool.ts';

/** Sound values to change one thing of; what a test does not mention does not matter to it. */

export function aTool(slug: string, changes: Partial<z.input<typeof toolSchema>> = {}): Tool {
  return toolSchema.parse({
    slug,
    name: slug
      .split('-')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(' '),
    vendor: `${slug} Inc`,
    category: 'Developer Tools',
    tagline: `What ${slug} does`,
    description: `A longer description of ${slug}.`,
    url: `https://${slug}.example.org/`,
    launchedOn: '2026-01-15',
    entry: { model: 'free', checkedOn: '2026-11-01' },
    ...changes,
  });
}

export const reviewerNames = ['builder', 'skeptic', 'futurist', 'founder'] as const;

export function aPanel(): Panel {
  return panelSchema.parse({
    method: 'Editorial personas each say ship or skip, and why.',
    reviewers: reviewerNames.map((slug) => ({ slug, name: `The ${slug}`, asks: `What does ${slug} ask?` })),
  });
}

export function aReview(
  tool: string,
  reviewer: string,
  stance: Stance,
  quote = `${reviewer} says ${stance} about ${tool}, at some length and with a reason.`,
): Review {
  return reviewSchema.parse({ tool, reviewer, stance, quote, reviewedOn: '2026-11-02' });
}

/** One review per stance, by the panel's reviewers in order: `reviewsOf('x', ['ship', 'skip'])`. */
export function reviewsOf(tool: string, stances: readonly Stance[]): Review[] {
  return stances.map((stance, index) => aReview(tool, reviewerNames[index] ?? 'builder', stance));
}

export function aPairing(a: string, b: string, changes: Partial<z.input<typeof pairingSchema>> = {}): Pairing {
  const pairing = pairingSchema.parse({ tools: [a, b], publishedOn: '2026-11-17', ...changes });
  return { ...pairing, slug: pairingSlug(pairing.tools) };
}

/** A catalog of these pairings; tools that are not given are made, and reviewed three to one, unless reviews are given. */
export function aCatalog({
  tools = [],
  reviews = [],
  pairings = [],
}: {
  tools?: Tool[];
  reviews?: Review[];
  pairings?: Pairing[];
}): Catalog {
  const slugs = new Set([...tools.map(({ slug }) => slug), ...pairings.flatMap((pairing) => pairing.tools)]);
  const toolOf = (slug: string) => tools.find((tool) => tool.slug === slug) ?? aTool(slug);
  const reviewsFor = (slug: string) => {
    const given = reviews.filter(({ tool }) => tool === slug);
    return given.length > 0 ? given : reviewsOf(slug, ['ship', 'ship', 'ship', 'skip']);
  };
  return {
    panel: aPanel(),
    tools: new Map([...slugs].sort().map((slug) => [slug, toolOf(slug)])),
    reviews: new Map([...slugs].sort().map((slug) => [slug, reviewsFor(slug)])),
    pairings,
  };
}
