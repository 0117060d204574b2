import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { type LayoutElement, type LayoutNode, VOID_TAGS } from './layout-element.ts';
import { type LayoutFault, placesIn } from './layout-fault.ts';

/** Deeper than any mail: 3,000 nested columns end MJML with a RangeError. */
const DEPTH_MOST = 40;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  captureMetaData: true,
  commentPropName: '#comment',
  unpairedTags: VOID_TAGS,
  processEntities: false,
  trimValues: false,
  parseTagValue: false,
  maxNestedTags: DEPTH_MOST,
});

const METADATA = XMLParser.getMetaDataSymbol() as unknown as symbol;

type Parsed = Record<string, unknown> & { ':@'?: Record<string, string> };

/** One character for a bare ampersand while the layout is read, so that no column moves. */
const BARE_AMPERSAND = '\uE002';

const START_TAG = /<[^\s/>]+(?:"[^"]*"|'[^']*'|[^>"'])*>/y;

function breaksIn(text: string): number {
  return text.split('\n').length - 1;
}

function startTagAt(source: string, index: number): string {
  START_TAG.lastIndex = index;
  return START_TAG.exec(source)?.[0] ?? '';
}

/**
 * An ampersand that begins no entity is an ampersand: addresses and names are full of them, and nothing else in XML is as
 * easy to forget. Everything else has to be well-formed, since MJML drops what it cannot follow without a word.
 */
function withBareAmpersandsMarked(source: string): string {
  return source.replace(/&(?!(?:[a-zA-Z][a-zA-Z0-9]*|#\d+|#[xX][\da-fA-F]+);)/g, BARE_AMPERSAND);
}

function withAmpersandsEscaped(text: string): string {
  return text.replaceAll(BARE_AMPERSAND, '&amp;');
}

/** Turns what the parser found into our own tree. */
function treeMaker(source: string) {
  const placeOf = placesIn(source);
  const nodeOf = (parsed: Parsed, within: readonly string[]): LayoutNode => {
    if ('#text' in parsed) return withAmpersandsEscaped(String(parsed['#text']));
    // A comment never reaches a reader, but its lines count.
    if ('#comment' in parsed) return '\n'.repeat(breaksIn(commentOf(parsed)));
    const name = Object.keys(parsed).find((key) => key !== ':@') ?? '';
    const start = startOf(parsed);
    return {
      name,
      attributes: attributesOf(parsed),
      children: (parsed[name] as Parsed[]).map((child) => nodeOf(child, [...within, name])),
      within,
      at: placeOf(start),
      breaks: breaksIn(startTagAt(source, start)),
    };
  };
  return nodeOf;
}

function attributesOf(parsed: Parsed): Record<string, string> {
  const entries = Object.entries(parsed[':@'] ?? {});
  return Object.fromEntries(entries.map(([name, value]) => [name, withAmpersandsEscaped(value)]));
}

function commentOf(parsed: Parsed): string {
  return (parsed['#comment'] as { '#text': string }[]).map((part) => part['#text']).join('');
}

function startOf(parsed: Parsed): number {
  const metadata = (parsed as Record<symbol, { startIndex?: number } | undefined>)[METADATA];
  return metadata?.startIndex ?? 0;
}

function notWellFormed(source: string): LayoutFault | undefined {
  const verdict = XMLValidator.validate(source, { unpairedTags: VOID_TAGS });
  if (verdict === true) return undefined;
  const { line, col, msg } = verdict.err;
  return {
    line,
    ...(Number.isFinite(col) ? { column: col } : {}),
    problem: `is not well-formed: ${msg}`,
    remedy: 'close every tag, put every value in quotes, and write &lt; for a less-than sign in the text',
  };
}

function soleRoot(nodes: readonly LayoutNode[]): LayoutElement | undefined {
  const [root, ...others] = nodes.filter((node) => typeof node !== 'string' || node.trim() !== '');
  return typeof root === 'object' && root.name === 'mjml' && others.length === 0 ? root : undefined;
}

/** Reads well-formed MJML as a tree, or says where it is not. */
export function readLayout(written: string): LayoutElement | LayoutFault {
  const source = withBareAmpersandsMarked(written);
  const fault = notWellFormed(source);
  if (fault) return fault;
  try {
    const nodeOf = treeMaker(source);
    const nodes = (parser.parse(source) as Parsed[]).map((parsed) => nodeOf(parsed, []));
    return soleRoot(nodes) ?? { line: 1, problem: 'has no <mjml>', remedy: 'put everything into one <mjml> element' };
  } catch (error) {
    const problem = `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return { line: 1, problem, remedy: `use plain names and nest at most ${DEPTH_MOST} elements` };
  }
}
