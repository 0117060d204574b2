/// <reference lib="dom" />

/** A mail's HTML as a document with a body, whatever the text. The parser is loaded with the first: most commands need none. */
export async function mailDocument(html: string): Promise<Document> {
  const { parseHTML } = await import('linkedom');
  const { document } = parseHTML(html);
  if (document.documentElement?.localName === 'html') return document;
  return parseHTML(`<html><head></head><body>${html}</body></html>`).document;
}
