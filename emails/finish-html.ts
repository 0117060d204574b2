/** What React cannot write or should not leave behind: the doctype mail clients expect, no markers, no NUL. */
export function finishHtml(html: string): string {
  return html
    .replace(/^<!DOCTYPE[^>]*>/, '<!DOCTYPE html>')
    .replace(/<\/?x-mso>/g, '')
    .replace(/<!-- -->|<!--\/?\$-->|<!--\/?(?:html|head|body)-->/g, '')
    .replaceAll('\0', '');
}
