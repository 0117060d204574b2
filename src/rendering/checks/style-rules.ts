export type ColourMode = 'light' | 'dark';

/** What decides how text is painted; a shorthand says what it stands for, so that both compete for the same place. */
const PAINTING = {
  color: ['color'],
  'background-color': ['background-color'],
  background: ['background-color'],
  'font-size': ['font-size'],
  'font-weight': ['font-weight'],
  font: ['font-size', 'font-weight'],
  display: ['display'],
} as const;
type Written = keyof typeof PAINTING;
export type Painting = (typeof PAINTING)[Written][number];

const WRITTEN = Object.keys(PAINTING) as Written[];

/** Where a declaration stands among those that compete: important ones win, then inline ones, then the more specific, then the later. */
type Declared = { property: Painting; value: string; rank: readonly number[]; mode: ColourMode | 'both' };
export type Declarations = ReadonlyMap<Painting, string>;

type PaintingRule = { selectors: string[]; style: CSSStyleDeclaration; mode: Declared['mode'] };

/** Rules for widths are left out: a reader with a narrow screen sees the same colours. */
function rulesOf(document: Document): PaintingRule[] {
  const rulesIn =
    (mode: Declared['mode']) =>
    (rule: CSSRule): PaintingRule[] => {
      if ('selectorText' in rule) {
        const { selectorText, style } = rule as CSSStyleRule;
        return [{ selectors: selectorText.split(','), style, mode }];
      }
      if (!('media' in rule)) return [];
      const { media, cssRules } = rule as CSSMediaRule;
      const [, only] = /^\(prefers-color-scheme:\s*(light|dark)\)$/.exec(media.mediaText) ?? [];
      return only === undefined ? [] : Array.from(cssRules).flatMap(rulesIn(only as ColourMode));
    };
  return [...document.querySelectorAll('style')].flatMap(({ sheet }) =>
    Array.from(sheet?.cssRules ?? []).flatMap(rulesIn('both')),
  );
}

function specificity(selector: string): number {
  const count = (pattern: RegExp) => selector.match(pattern)?.length ?? 0;
  return 100 * count(/#[\w-]+/g) + 10 * count(/\.[\w-]+|\[[^\]]*\]|:[\w-]+/g) + count(/(?:^|[\s>+~])[a-z][\w-]*/gi);
}

function matching(document: Document, selector: string): Element[] {
  try {
    return [...document.querySelectorAll(selector)];
  } catch {
    // A selector that some mail client needs and this engine does not know paints nothing here.
    return [];
  }
}

function declare(name: Written, declared: Omit<Declared, 'property'>): Declared[] {
  return PAINTING[name].map((property) => ({ property, ...declared }));
}

function declaredInSheets(document: Document): Map<Element, Declared[]> {
  const declared = new Map<Element, Declared[]>();
  for (const [index, { selectors, style, mode }] of rulesOf(document).entries()) {
    const written = WRITTEN.filter((name) => style.getPropertyValue(name));
    for (const selector of written.length === 0 ? [] : selectors) {
      const declarations = written.flatMap((name) => {
        const important = style.getPropertyPriority(name) === 'important' ? 1 : 0;
        const rank = [important, 0, specificity(selector), index];
        return declare(name, { value: style.getPropertyValue(name), rank, mode });
      });
      for (const element of matching(document, selector))
        declared.set(element, [...(declared.get(element) ?? []), ...declarations]);
    }
  }
  return declared;
}

function declaredInline(element: Element): Declared[] {
  const declarations = (element.getAttribute('style') ?? '').split(';');
  return declarations.flatMap((declaration) => {
    const [, name = '', text = ''] = /^\s*([\w-]+)\s*:(.*)$/s.exec(declaration) ?? [];
    const known = WRITTEN.find((written) => written === name.toLowerCase());
    if (known === undefined) return [];
    const value = text.replace(/!\s*important\s*$/i, '').trim();
    return declare(known, { value, rank: [value === text.trim() ? 0 : 1, 1, 0, 0], mode: 'both' });
  });
}

function byRank({ rank: one }: Declared, { rank: other }: Declared): number {
  const difference = one.findIndex((part, index) => part !== other[index]);
  return difference === -1 ? 0 : (one[difference] ?? 0) - (other[difference] ?? 0);
}

/** What the style sheets and the style attributes say about an element in a mode: the winners of the cascade. */
export function cascade(document: Document): (element: Element, mode: ColourMode) => Declarations {
  const inSheets = declaredInSheets(document);
  return (element, mode) => {
    const competing = [...(inSheets.get(element) ?? []), ...declaredInline(element)];
    const inMode = competing.filter((declared) => declared.mode === 'both' || declared.mode === mode);
    return new Map(inMode.toSorted(byRank).map(({ property, value }) => [property, value]));
  };
}
