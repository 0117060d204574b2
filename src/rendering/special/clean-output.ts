import sanitizeHtml from 'sanitize-html';
import { attributeProblems, COMPILED_TAGS } from './allowed-html.ts';
import { cutComments, ghostProblem, putCommentsBack, withoutMarks } from './ghost-comments.ts';

/** HTML that holds nothing but what is allowed; `dropped` says what had to go, which is a reason to refuse the layout. */
export type CleanOutput = {
  html: string;
  /** The same without the comments for Outlook. */
  seen: string;
  dropped: string[];
};

/** MJML writes these on its outermost elements; the frame of the mail says them itself, once. */
const SAID_BY_THE_FRAME = new Set(['aria-label', 'aria-roledescription', 'lang', 'dir']);
/** Carries the class and the ground of the whole layout, and becomes a block of the frame’s own body. */
const MJML_BODY = 'body';

function keptAttributes(tag: string, attributes: sanitizeHtml.Attributes, dropped: string[]): sanitizeHtml.Attributes {
  const kept = Object.entries(attributes).filter(([name, value]) => {
    if (SAID_BY_THE_FRAME.has(name) || (name === 'role' && value === 'article')) return false;
    const problems = attributeProblems(tag, name, value);
    dropped.push(...problems.map((problem) => `<${tag}> ${problem}`));
    // An empty class or style says nothing.
    return problems.length === 0 && !(value === '' && name !== 'alt');
  });
  return Object.fromEntries(kept);
}

/** Allow-list for what MJML wrote, comments for Outlook included. */
export function cleanOutput(compiled: string): CleanOutput {
  const { html: marked, ghosts } = cutComments(compiled);
  const dropped: string[] = [];
  if (marked.includes('<!')) dropped.push('a comment that is none of MJML’s');
  for (const ghost of ghosts) {
    const problem = ghostProblem(ghost);
    if (problem !== undefined) dropped.push(`a comment for Outlook ${problem}`);
  }
  const cleaned = sanitizeHtml(marked, {
    allowedTags: [...COMPILED_TAGS],
    allowedAttributes: false,
    allowedSchemes: ['https', 'mailto'],
    allowProtocolRelative: false,
    parseStyleAttributes: false,
    transformTags: {
      '*': (tagName, attribs) => {
        if (!COMPILED_TAGS.has(tagName) && tagName !== MJML_BODY) dropped.push(`<${tagName}>`);
        const kept = keptAttributes(tagName, attribs, dropped);
        return { tagName: tagName === MJML_BODY ? 'div' : tagName, attribs: kept };
      },
    },
  });
  const html = withoutIndentation(cleaned);
  return { html: putCommentsBack(html, ghosts), seen: withoutMarks(html), dropped };
}

/** MJML indents; between the parts of tables no space is seen, elsewhere one space is as good as many. */
function withoutIndentation(html: string): string {
  return html
    .replace(/[ \t\n\r]+/g, ' ')
    .replace(/ ?(<\/?(?:table|tbody|thead|tr|td|th|div)(?:\s[^>]*)?>|\uE000\d+\uE001) ?/g, '$1')
    .trim();
}
