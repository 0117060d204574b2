import { contrastRatio, parseColour } from '#rendering/checks/colour.ts';

/** WCAG 2 contrast of two colours as they are written. */
export function contrast(one: string, other: string): number {
  return contrastRatio(parseColour(one)!, parseColour(other)!);
}
