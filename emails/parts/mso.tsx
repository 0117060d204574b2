import { createElement } from 'react';

/** Markup for Outlook on Windows alone. React cannot write comments, so finishHtml takes the x-mso tags away again. */
export function Mso({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the parts write this markup themselves, no value of the digest gets here
  return createElement('x-mso', { dangerouslySetInnerHTML: { __html: `<!--[if mso]>${html}<![endif]-->` } });
}
