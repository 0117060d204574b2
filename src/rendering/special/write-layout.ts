import { type LayoutElement, type LayoutNode, VOID_TAGS } from './layout-element.ts';

/**
 * Writes a layout that was read and found harmless. MJML gets this and never the editor's own characters: it reads HTML more
 * loosely than we read XML and copies attributes as they stand, so `src='x" onerror="..."'` would become an attribute.
 */
export function writeLayout(node: LayoutNode): string {
  if (typeof node === 'string') return node.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const { name, children, breaks } = node;
  const start = `<${name}${attributesOf(node)}${'\n'.repeat(breaks)}`;
  return VOID_TAGS.includes(name) ? `${start}/>` : `${start}>${contentOf(node, children)}</${name}>`;
}

function attributesOf({ attributes }: LayoutElement): string {
  return Object.entries(attributes)
    .map(
      ([name, value]) =>
        ` ${name}="${oneLine(value).replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}"`,
    )
    .join('');
}

function oneLine(value: string): string {
  return value.replace(/\s+/g, ' ');
}

/** CSS is no text: its `>` is a combinator. The rules let no `<` into it. */
function contentOf({ name }: LayoutElement, children: readonly LayoutNode[]): string {
  return name === 'mj-style' ? children.join('') : children.map(writeLayout).join('');
}
