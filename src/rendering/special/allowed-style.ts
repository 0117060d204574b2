/** What MJML writes into style attributes and an editor may write as well. What hides, moves or fetches is not among it. */
const PROPERTIES = new Set(
  `background background-color border border-top border-right border-bottom border-left border-color border-style border-width
  border-radius border-collapse border-spacing color cursor direction display font font-family font-size font-style font-weight
  height letter-spacing line-height list-style-type margin margin-top margin-right margin-bottom margin-left max-width min-width
  outline padding padding-top padding-right padding-bottom padding-left table-layout text-align text-decoration text-transform
  vertical-align white-space width word-break word-spacing overflow-wrap
  mso-line-height-rule mso-padding-alt mso-table-lspace mso-table-rspace`.split(/\s+/),
);

const PLAIN_VALUE = /^[\w\s#.,%()'"+/!-]*$/;
const FUNCTIONS = /[\w-]*\(/g;
const COLOUR_FUNCTION = /^(rgb|rgba|hsl|hsla)\($/i;

/** Why a value may not stand in a style, if so. Without `;` or `:` it cannot become a second declaration. */
export function valueProblem(value: string): string | undefined {
  const foreign = (value.match(FUNCTIONS) ?? []).find((name) => !COLOUR_FUNCTION.test(name));
  if (foreign !== undefined) return `uses ${foreign}...)`;
  if (!PLAIN_VALUE.test(value)) return `holds ${JSON.stringify(value.slice(0, 60))}`;
  return /\d{4,}(\.\d+)?(px|em|%)/.test(value) ? `reaches too far: ${value.trim().slice(0, 60)}` : undefined;
}

function declarationProblem(declaration: string): string | undefined {
  const colon = declaration.indexOf(':');
  if (colon < 0) return `holds ${JSON.stringify(declaration.trim().slice(0, 60))}`;
  const property = declaration.slice(0, colon).trim().toLowerCase();
  const value = declaration.slice(colon + 1).trim();
  if (!PROPERTIES.has(property)) return `sets ${property.slice(0, 60)}`;
  if (property === 'display' && /none/i.test(value)) return 'hides something with display: none';
  if (property.startsWith('margin') && /(^|\s)-/.test(value)) return 'moves something with a negative margin';
  return valueProblem(value);
}

/** Why declarations may not stay, one reason for each. */
export function styleProblems(style: string): string[] {
  return style
    .split(';')
    .filter((declaration) => declaration.trim() !== '')
    .map(declarationProblem)
    .filter((problem) => problem !== undefined);
}

const FONT_SIZE = /(?:^|;)\s*font-size\s*:\s*([\d.]+)(px|pt)?/i;
const SMALLEST_PX = 13;
const PX_PER_PT = 4 / 3;

/** The design's smallest text; it also keeps anybody from hiding words in text of one pixel. */
export function tooSmall(style: string): boolean {
  const [, size, unit] = FONT_SIZE.exec(style) ?? [];
  return size !== undefined && Number(size) * (unit?.toLowerCase() === 'pt' ? PX_PER_PT : 1) < SMALLEST_PX;
}
