import { parseColour } from './colour.ts';
import { type ColourMode, cascade, type Declarations, type Painting } from './style-rules.ts';

/** A piece of text with the colours it is painted in, as they are written. */
export type PaintedText = { text: string; ink: string; ground: string; pixels: number; bold: boolean };

type Look = Omit<PaintedText, 'text'>;

const BOLD = new Set(['b', 'strong', 'th', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const TIMES_LARGER = new Map([
  ['h1', 2],
  ['h2', 1.5],
  ['h3', 1.17],
]);
const NOT_SHOWN = new Set(['style', 'script', 'title', 'head']);
/** What a mail program paints that is told nothing. */
const PLAIN: Record<ColourMode, Look> = {
  light: { ink: '#000000', ground: '#FFFFFF', pixels: 16, bold: false },
  dark: { ink: '#FFFFFF', ground: '#121212', pixels: 16, bold: false },
};
const LINK = '#0000EE';

/** A mail that does not say it knows the dark is shown as in the light. */
function plainLook(document: Document, mode: ColourMode): Look {
  const scheme = document.querySelector('meta[name="color-scheme"]')?.getAttribute('content') ?? '';
  return PLAIN[mode === 'dark' && scheme.includes('dark') ? 'dark' : 'light'];
}

function sizeOf(words: string | undefined, parent: number): number | undefined {
  const [, figure, unit] = /(?:^|\s)([\d.]+)(px|pt|em|rem|%)/.exec(words ?? '') ?? [];
  if (figure === undefined) return undefined;
  const factors: Record<string, number> = { px: 1, pt: 4 / 3, em: parent, rem: 16, '%': parent / 100 };
  return Number(figure) * (factors[unit ?? 'px'] ?? 1);
}

/** Of `#FFF url(x.png) no-repeat` only the colour: a picture may be blocked. */
function colourIn(background: string): string {
  return background.split(/\s+(?![^(]*\))/).find((word) => parseColour(word)) ?? background;
}

function linkInk(element: Element): string | undefined {
  if (element.localName !== 'a' || !element.hasAttribute('href')) return undefined;
  return element.closest('body')?.getAttribute('link') ?? LINK;
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && !/^(inherit|initial|unset|currentcolor|transparent|none)?$/i.test(value);
}

function lookOf(element: Element, declarations: Declarations, around: Look): Look {
  const said = (property: Painting) => declarations.get(property);
  const ink = said('color') ?? element.getAttribute('color') ?? linkInk(element);
  const ground = colourIn(said('background-color') ?? element.getAttribute('bgcolor') ?? '');
  const pixels = sizeOf(said('font-size'), around.pixels);
  const weight = said('font-weight');
  return {
    ink: isSet(ink) ? ink : around.ink,
    ground: isSet(ground) ? ground : around.ground,
    pixels: pixels ?? around.pixels * (TIMES_LARGER.get(element.localName) ?? 1),
    bold: weight === undefined ? around.bold || BOLD.has(element.localName) : /\b(bold|[6-9]00)\b/.test(weight),
  };
}

function ownText(element: Element): string {
  const texts = [...element.childNodes].filter(({ nodeType }) => nodeType === element.TEXT_NODE);
  return texts
    .map(({ textContent }) => textContent)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function isHidden(element: Element, declarations: Declarations): boolean {
  return NOT_SHOWN.has(element.localName) || declarations.get('display') === 'none';
}

/** Every text a reader sees, painted as the cascade says. A loop: a mail may nest deeper than calls can. */
export function paintedTexts(document: Document): (mode: ColourMode) => PaintedText[] {
  const declarationsOf = cascade(document);
  const fromOutsideIn = [document.body, ...document.body.querySelectorAll('*')];
  return (mode) => {
    const looks = new Map<Element | null, Look>([[document.body.parentElement, plainLook(document, mode)]]);
    return fromOutsideIn.flatMap((element) => {
      const around = looks.get(element.parentElement);
      const declarations = declarationsOf(element, mode);
      if (!around || isHidden(element, declarations)) return [];
      const look = lookOf(element, declarations, around);
      looks.set(element, look);
      const text = ownText(element);
      return text === '' ? [] : [{ text, ...look }];
    });
  };
}
