const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };

export function unescaped(html: string): string {
  return html.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => entities[name]!);
}

/** What a reader sees, tags gone and entities undone; every tag counts as a gap. */
export function visibleText(html: string): string {
  const body = html.replace(/<head>.*<\/head>/s, '').replace(/<!--.*?-->/gs, '');
  return unescaped(body.replace(/<[^>]*>/g, ' ')).replace(/[ \n]+/g, ' ');
}

export function hrefs(html: string): string[] {
  return [...html.matchAll(/ href="([^"]*)"/g)].map((match) => unescaped(match[1]!));
}

/** Outlook for Windows reads what stands in its comments. */
export function asOutlookReads(html: string): string {
  return html.replace(/<!--\[if mso\]>(.*?)<!\[endif\]-->/gs, '$1');
}

const VOID = new Set(['meta', 'br', 'hr', 'img', 'input', 'link', 'col']);

/** End tags that close something else than what was opened last, and tags left open. */
export function unbalancedTags(html: string): string[] {
  const open: string[] = [];
  const findings: string[] = [];
  const markup = html.replace(/<!DOCTYPE[^>]*>/, '').replace(/<!--.*?-->/gs, '');
  for (const [tag, slash, name] of markup.matchAll(/<(\/?)([a-z][a-z0-9-]*)[^>]*>/gi)) {
    if (VOID.has(name!)) continue;
    if (slash === '') open.push(name!);
    else if (open.pop() !== name) findings.push(tag);
  }
  return [...findings, ...open];
}
