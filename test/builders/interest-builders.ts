import { computeVerdict, type Verdict } from '#verdict/verdict.ts';
import { aCatalog, aPairing, aTool } from './catalog-builders.ts';

/** A lineup with a pairing for each category, or for each two: those of its tools. */
export function lineupIn(...categories: readonly (string | readonly [string, string])[]): Verdict[] {
  return categories.map((given, index) => {
    const [one, other] = typeof given === 'string' ? [given, given] : given;
    const pairing = aPairing(`one-${index}`, `other-${index}`);
    const tools = [aTool(`one-${index}`, { category: one }), aTool(`other-${index}`, { category: other })];
    return computeVerdict(aCatalog({ tools, pairings: [pairing] }), new Map(), pairing);
  });
}
