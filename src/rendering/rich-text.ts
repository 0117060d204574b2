import { Marked } from 'marked';
import sanitizeHtml from 'sanitize-html';

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: ['p', 'br', 'strong', 'em', 'a', 'ul', 'ol', 'li', 'blockquote', 'code'],
  allowedAttributes: { a: ['href'] },
  allowedSchemes: ['https', 'mailto'],
};

/** An editor's Markdown as sanitised HTML and as plain text in which links keep their address. */
export function richText(markdown: string): { html: string; text: string } {
  const html = sanitizeHtml(new Marked().parse(markdown, { async: false }), ALLOWED).trim();
  const spelledOut = html
    .replace(/<a href="([^"]*)">(.*?)<\/a>/g, '$2 ($1)')
    .replace(/<\/(p|li|blockquote)>|<br\s*\/?>/g, '\n');
  const text = sanitizeHtml(spelledOut, { allowedTags: [], allowedAttributes: {} });
  return {
    html,
    text: unescapeHtml(text)
      .replace(/\n{2,}/g, '\n\n')
      .trim(),
  };
}

function unescapeHtml(text: string): string {
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
  return text.replace(/&(lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity);
}
