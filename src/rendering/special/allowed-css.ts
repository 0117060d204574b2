import { pairs } from '../../../emails/parts/paint.ts';
import { styleProblems } from './allowed-style.ts';

/** Classes of the look itself: whoever could restyle them could paint the footer away. */
const RESERVED = new Set([...Object.keys(pairs), 'band', 'layout']);

/** Whole elements are nobody's to style: every selector begins at a class, and looks down from it only. */
const SELECTOR = /^[a-z0-9]*(?:\.[\w-]+)+(?:(?: ?> ?| )(?:[a-z][a-z0-9]*(?:\.[\w-]+)*|(?:\.[\w-]+)+))*$/;
const MEDIA =
  /^@media\s+(?:only\s+)?(?:screen\s+and\s+)?\((?:min-width|max-width)\s*:\s*\d{1,4}px\)$|^@media\s*\(prefers-color-scheme\s*:\s*(?:dark|light)\)$/;

type Rule = { prelude: string; body: string };

/** Rules at the outermost level; what follows a brace that is never closed stays in the last body and is refused there. */
function rulesOf(css: string): Rule[] {
  const rules: Rule[] = [];
  let depth = 0;
  let start = 0;
  let open = 0;
  for (const { 0: brace, index } of css.matchAll(/[{}]/g)) {
    depth += brace === '{' ? 1 : -1;
    if (brace === '{' && depth === 1) open = index;
    if (brace === '}' && depth <= 0) {
      rules.push({ prelude: css.slice(start, open).trim(), body: css.slice(open + 1, index) });
      [depth, start] = [0, index + 1];
      open = start;
    }
  }
  const rest = css.slice(start).trim();
  return rest === '' ? rules : [...rules, { prelude: rest, body: '' }];
}

function selectorProblem(selector: string): string | undefined {
  if (!SELECTOR.test(selector)) return `has the selector ${JSON.stringify(selector.slice(0, 60))}`;
  const reserved = [...selector.matchAll(/\.([\w-]+)/g)].find(([, name = '']) => RESERVED.has(name));
  return reserved === undefined ? undefined : `styles ${reserved[0]}, which belongs to the look`;
}

/** Gmail drops a whole style sheet for one media query inside another. */
function ruleProblems({ prelude, body }: Rule, inMedia = false): string[] {
  if (prelude.startsWith('@')) {
    const refused = inMedia || !MEDIA.test(prelude.replace(/\s+/g, ' '));
    if (refused) return [`has the rule ${JSON.stringify(prelude.slice(0, 60))}`];
    return rulesOf(body).flatMap((rule) => ruleProblems(rule, true));
  }
  const selectors = prelude.split(',').map((selector) => selectorProblem(selector.trim().replace(/\s+/g, ' ')));
  return [...selectors.filter((problem) => problem !== undefined), ...styleProblems(body)];
}

/** A comment that is never closed stays, and is refused with the rule it stands in. */
export function withoutComments(css: string): string {
  const [first = '', ...others] = css.split('/*');
  const kept = others.map((part) => (part.includes('*/') ? part.slice(part.indexOf('*/') + 2) : `/*${part}`));
  return first + kept.join('');
}

/** Why a style sheet may not stay, one reason for each. */
export function cssProblems(css: string): string[] {
  if (/[\\<&]/.test(css)) return ['holds a backslash, < or &'];
  return rulesOf(withoutComments(css)).flatMap((rule) => ruleProblems(rule));
}
