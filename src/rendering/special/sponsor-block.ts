import { light } from '../../../emails/theme.ts';
import { compileLayout, type FaultyLayout } from './compile-layout.ts';

/** What the digest's labelled sponsor part shows: the same shape as an editor's Markdown. */
export type SponsorBlock = { kind: 'compiled'; html: string; text: string };

/** Inside the digest there is no head to bring styles along, less room beside the edge, and a whole issue to leave room for. */
const INSIDE_DIGEST = { headless: true, bodyWidth: 536, htmlMostBytes: 20_000 } as const;

/** A sponsor's MJML as a piece of HTML that needs no style sheet, on a light ground of its own in dark mode as well. */
export async function sponsorBlock(mjml: string): Promise<SponsorBlock | FaultyLayout> {
  const layout = await compileLayout(mjml, INSIDE_DIGEST);
  if (layout.kind === 'faulty') return layout;
  const ground = `color:${light.ink};background-color:${light.card};max-width:${INSIDE_DIGEST.bodyWidth}px`;
  // The digest's sheet repaints classes of the same names in dark mode, and this block stays light.
  const unnamed = layout.html.replaceAll(/ class="[^"]*"/g, '');
  return { kind: 'compiled', html: `<div style="${ground}">${unnamed}</div>`, text: layout.text };
}
