import sanitizeHtml from 'sanitize-html';

const ESCAPES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };

/** The text between the tags, every entity undone. */
export function plainWords(html: string): string {
  const escaped = sanitizeHtml(html, { allowedTags: [], allowedAttributes: {} });
  return escaped.replace(/&(?:lt|gt|quot|amp);/g, (reference) => ESCAPES[reference] ?? reference);
}

/** For comparing what was written with what is shown: white space is MJML's to change. */
export function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '');
}
