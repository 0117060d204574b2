import { dark, light } from '../theme.ts';
import { pairs } from './paint.ts';

type Token = keyof typeof light;

/** Refinements only: what the mail cannot do without is inline, since some clients drop this sheet. */
export function styleSheet(): string {
  return [
    'body{-webkit-text-size-adjust:100%}',
    'h2 a{color:inherit;text-decoration:none}',
    '.facts td{font-size:14px}.facts td,.facts th{padding:8px 10px 8px 0}.bar td{padding:4px 0}',
    '.facts thead{vertical-align:bottom}',
    `.facts tbody tr{border-top:1px solid ${light.rule}}`,
    `.facts tbody th{font-weight:400;color:${light.mutedInk};background-color:${light.card}}`,
    `.written p,.written ul,.written ol{margin:8px 0 0}.written a{color:${light.link};background-color:${light.card}}`,
    '@media (max-width:599px){.quote{max-width:none!important}}',
    '@media (min-width:600px){.band{padding-left:32px!important;padding-right:32px!important}.facts td{font-size:15px}}',
    `@media (prefers-color-scheme:dark){${darkRules()}}`,
    // Outlook darkens grounds by itself but muddies the three inks that carry meaning.
    ...(['ship', 'skip', 'link'] as const).map((ink) => `[data-ogsc] .${ink}{color:${dark[ink]}!important}`),
  ].join('');
}

function darkRules(): string {
  return [
    ...[...selectorsBy('ink')].map(([token, selectors]) => rule(selectors, 'color', token)),
    ...[...selectorsBy('on')].map(([token, selectors]) => rule(selectors, 'background-color', token)),
    rule(['.filled'], 'background-color', 'ship'),
    rule(['.track'], 'background-color', 'rule'),
    rule(['.ruled', '.facts', '.facts tr'], 'border-color', 'rule'),
  ].join('');
}

function rule(selectors: string[], property: string, token: Token): string {
  return `${selectors.join()}{${property}:${dark[token]}!important}`;
}

// These two are painted by the sheet itself, so they carry no class of their own.
const painted = [...Object.entries(pairs), ['facts tbody th', pairs.muted], ['written a', pairs.link]] as const;

function selectorsBy(side: 'ink' | 'on'): Map<Token, string[]> {
  const grouped = Map.groupBy(painted, ([, pair]) => pair[side]);
  return new Map([...grouped].map(([token, entries]) => [token, entries.map(([name]) => `.${name}`)]));
}
