import { sql } from 'kysely';
import type { DigestContent } from '#issue/issue-content.ts';
import type { Store } from '#store/open-store.ts';
import { lineupIn } from '../builders/interest-builders.ts';
import { aContent } from '../builders/issue-builders.ts';

/** What readers choose from; the second and third ask for an order of its own, alone and together. */
const CATEGORIES = ['Search', 'Agents', 'Voice'] as const;

/** A week's issue of which readers' choices make three orders. */
export function contentOfInterests(): DigestContent {
  return aContent({ lineup: lineupIn(...CATEGORIES) });
}

const CHOICES = [['Voice'], ['Agents'], ['Agents', 'Voice'], ['Voice', 'Agents'], ['Search'], ['No such']];

/** A third of the readers has chosen categories, another third for each seed. */
export async function giveInterests(store: Store, seed: number): Promise<void> {
  const many = 3 * CHOICES.length;
  for (const [index, choice] of CHOICES.entries())
    await store
      .updateTable('subscribers')
      .set({ categories: JSON.stringify(choice) })
      .where(sql<boolean>`(id + ${sql.lit(seed)}) % ${sql.lit(many)} = ${sql.lit(3 * index)}`)
      .execute();
}
