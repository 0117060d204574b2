import type { Catalog } from '#catalog/catalog.ts';
import type { DigestContent } from '#issue/issue-content.ts';
import { computeVerdict } from '#verdict/verdict.ts';
import { aCatalog, aPairing, aReview, aTool } from '../../builders/catalog-builders.ts';
import { aContent } from '../../builders/issue-builders.ts';

export const SCRIPT = '</script><script>alert(1)</script>';
export const QUOTED = 'A & B "quoted" <b>';

/** Two tools whose every word tries to get out of its place. */
export function hostileContent(): { catalog: Catalog; content: DigestContent } {
  const words = { vendor: QUOTED, tagline: SCRIPT, description: `${SCRIPT} ${QUOTED}` };
  const tools = [
    aTool('script', { ...words, name: SCRIPT, category: QUOTED }),
    aTool('quoted', { ...words, name: QUOTED, category: SCRIPT }),
  ];
  const quote = `${SCRIPT} ${QUOTED} said a reviewer at length`;
  const reviews = [aReview('script', 'builder', 'ship', quote), aReview('quoted', 'builder', 'skip', quote)];
  const pairing = aPairing('script', 'quoted', { angle: SCRIPT, call: { ship: 'script', reason: QUOTED } });
  const catalog = aCatalog({ tools, reviews, pairings: [pairing] });
  return {
    catalog,
    content: aContent({
      subject: SCRIPT,
      preheader: QUOTED,
      note: `${SCRIPT} and [a link](javascript:alert(1))`,
      panelMethod: SCRIPT,
      lineup: [computeVerdict(catalog, new Map(), pairing)],
    }),
  };
}
