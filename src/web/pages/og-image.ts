import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

// Noto Sans under the SIL Open Font License, which stands beside it.
const FONT = new URL('../fonts/NotoSans-Regular.otf', import.meta.url);
const KEPT = 100;

const drawn = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

async function draw(card: ReactElement): Promise<Uint8Array<ArrayBuffer>> {
  const [{ default: satori }, { Resvg }] = await Promise.all([import('satori'), import('@resvg/resvg-js')]);
  const fonts = [{ name: 'Noto Sans', data: await readFile(FONT), weight: 400 as const }];
  const svg = await satori(card, { width: 1200, height: 630, fonts });
  // Names are outlines by now, so no font of this machine may creep in.
  return Uint8Array.from(new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng());
}

/** An Open Graph picture as PNG. The same content is drawn once; the latest pictures are kept. */
export function ogImage(card: ReactElement): Promise<Uint8Array<ArrayBuffer>> {
  const content = createHash('sha256').update(renderToStaticMarkup(card)).digest('hex');
  const kept = drawn.get(content);
  if (kept) return kept;
  const drawing = draw(card);
  drawn.set(content, drawing);
  drawing.catch(() => drawn.delete(content));
  const [oldest] = drawn.keys();
  if (drawn.size > KEPT && oldest !== undefined) drawn.delete(oldest);
  return drawing;
}
