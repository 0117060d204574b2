import { plainDate } from '#calendar/plain-date.ts';
import { fieldsOf, type IssueFields, type Shelf } from '#issue/issue-fields.ts';
import { computeVerdict } from '#verdict/verdict.ts';
import { aCatalog, aPairing, aTool } from '../builders/catalog-builders.ts';
import { aDraft } from '../builders/issue-builders.ts';

/** The catalog as it is today: the pairings of the sample issue and one more, each of whose tools has a new tagline since. */
export function aShelf(changes: Partial<Shelf> = {}): Shelf {
  const pairings = [aPairing('alpha', 'beta'), aPairing('gamma', 'delta'), aPairing('epsilon', 'zeta')];
  const tools = pairings.flatMap((pairing) => pairing.tools.map((slug) => aTool(slug, { tagline: `New ${slug}` })));
  const catalog = aCatalog({ pairings, tools });
  const verdicts = new Map<string, ReturnType<typeof computeVerdict>>(
    pairings.map((pairing) => [pairing.slug, computeVerdict(catalog, new Map(), pairing)]),
  );
  return { verdictOf: (slug) => verdicts.get(slug), date: plainDate('2026-11-17'), ...changes };
}

/** The fields of the sample issue with some of them changed. */
export function someFields(changes: Partial<IssueFields> = {}): IssueFields {
  return { ...fieldsOf(aDraft()), ...changes };
}
