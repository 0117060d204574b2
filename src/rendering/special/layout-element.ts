import type { Place } from './layout-fault.ts';

/** A layout as it was read: elements and texts, comments gone, entities as they were written. */
export type LayoutElement = {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly LayoutNode[];
  /** The names of the elements it stands in, the outermost first. */
  within: readonly string[];
  at: Place;
  /** Line breaks inside the start tag: kept when the layout is written again, so that lines stay the editor's. */
  breaks: number;
};

export type LayoutNode = LayoutElement | string;

/** HTML elements with no end tag. */
export const VOID_TAGS = ['br', 'hr'];

export function* elementsOf(element: LayoutElement): Generator<LayoutElement> {
  yield element;
  for (const child of element.children) if (typeof child !== 'string') yield* elementsOf(child);
}
