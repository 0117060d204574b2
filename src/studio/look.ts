import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** What the studio adds to the look of the site; the tokens are the site's. */
export const studioStyle = ['desk', 'lineup', 'preview', 'weeks', 'report']
  .map((name) => readFileSync(new URL(`look/${name}.css`, import.meta.url), 'utf8'))
  .join('\n');

export const studioStyleAddress = `/studio/style.css?v=${createHash('sha256').update(studioStyle).digest('hex').slice(0, 8)}`;
