import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createElement } from 'react';
import type { Verdict } from '#verdict/verdict.ts';
import { OgCard } from './og-card.tsx';

// Noto Sans under the SIL Open Font License, which stands beside it.
const FONT = new URL('../fonts/NotoSans-Regular.otf', import.meta.url);
const KEPT = 100;

const drawn = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

/** Everything the picture shows, so that the same content is drawn once. */
function contentOf({ sides, call }: Verdict): string {
  const shown = [call, ...sides.map(({ tool: { slug, name }, panel }) => [slug, name, panel])];
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex');
}

async function draw(verdict: Verdict): Promise<Uint8Array<ArrayBuffer>> {
  const [{ default: satori }, { Resvg }] = await Promise.all([import('satori'), import('@resvg/resvg-js')]);
  const fonts = [{ name: 'Noto Sans', data: await readFile(FONT), weight: 400 as const }];
  const svg = await satori(createElement(OgCard, { verdict }), { width: 1200, height: 630, fonts });
  // Names are outlines by now, so no font of this machine may creep in.
  return Uint8Array.from(new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng());
}

/** A comparison's Open Graph picture as PNG; the latest ones are kept. */
export function ogImage(verdict: Verdict): Promise<Uint8Array<ArrayBuffer>> {
  const content = contentOf(verdict);
  const kept = drawn.get(content);
  if (kept) return kept;
  const drawing = draw(verdict);
  drawn.set(content, drawing);
  drawing.catch(() => drawn.delete(content));
  const [oldest] = drawn.keys();
  if (drawn.size > KEPT && oldest !== undefined) drawn.delete(oldest);
  return drawing;
}
