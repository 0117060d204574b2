import type { IssueContent } from '#issue/issue-content.ts';
import { contrastRatio, hexOf, parseColour } from './colour.ts';
import type { Found, OpenedMail } from './mail-check.ts';
import { type PaintedText, paintedTexts } from './painted-text.ts';
import type { ColourMode } from './style-rules.ts';
import { writtenBy } from './written-by-editor.ts';

/** WCAG 2.2, 1.4.3: large is 24 px, or 18.66 px in bold. */
const FEWEST = 4.5;
const FEWEST_LARGE = 3;

function fewestFor({ pixels, bold }: PaintedText): number {
  return pixels >= (bold ? 18.66 : 24) ? FEWEST_LARGE : FEWEST;
}

function problemOf(painted: PaintedText): string | undefined {
  const [ink, ground] = [painted.ink, painted.ground].map(parseColour);
  if (!ink || !ground) return `is painted ${painted.ink} on ${painted.ground}, which cannot be judged`;
  const ratio = contrastRatio(ink, ground);
  if (ratio >= fewestFor(painted)) return undefined;
  // Cut, not rounded: 4.499 must not read as the 4.5 it lacks.
  return `is ${hexOf(ink)} on ${hexOf(ground)}, a contrast of ${Math.floor(ratio * 100) / 100}:1`;
}

function excerpt(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

/** One finding for each pair of colours, at the first text painted so. */
function findingsIn(mode: ColourMode, texts: readonly PaintedText[], content: IssueContent): Found[] {
  const found = new Map<string, Found>();
  for (const painted of texts) {
    const problem = problemOf(painted);
    if (problem === undefined || found.has(problem)) continue;
    const place = `"${excerpt(painted.text)}" in ${mode} mode`;
    const remedy = `at least ${fewestFor(painted)}:1, written as #RRGGBB`;
    found.set(problem, { place, problem, remedy, ...writtenBy(content, painted.text) });
  }
  return [...found.values()];
}

/** Everybody can read every text, by day and by night. */
export function contrast({ document, content }: OpenedMail): Found[] {
  const textsIn = paintedTexts(document);
  return (['light', 'dark'] as const).flatMap((mode) => findingsIn(mode, textsIn(mode), content));
}
