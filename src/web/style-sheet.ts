import { dark, fonts, light } from '../../emails/theme.ts';

function tokens(theme: typeof dark): string {
  return Object.entries(theme)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');
}

/** The one style sheet of the site, made from the tokens that the mail uses. */
export function styleSheet(): string {
  return [
    `:root{${tokens(light)};color-scheme:light dark}`,
    `@media (prefers-color-scheme:dark){:root{${tokens(dark)}}}`,
    `body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 ${fonts.text}}`,
    `h1,h2,h3,.site-name{font-family:${fonts.heading};line-height:1.25}`,
    'a{color:var(--link)}',
    'main,header.site,footer.site{max-width:46rem;margin:0 auto;padding:1rem}',
    '.skip-link:not(:focus){position:absolute;left:-999px}',
  ].join('\n');
}
