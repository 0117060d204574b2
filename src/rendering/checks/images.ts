import type { Found, OpenedMail } from './mail-check.ts';
import { writtenBy } from './written-by-editor.ts';

/** Many readers see no image: alt stands in for it, and a size keeps the page from jumping, in Outlook from growing. */
const NEEDED = ['alt', 'width', 'height'] as const;

export function images({ document, content }: OpenedMail): Found[] {
  return [...document.querySelectorAll('img')].flatMap((image) => {
    const missing = NEEDED.filter((name) => !image.hasAttribute(name));
    if (missing.length === 0) return [];
    const source = image.getAttribute('src') ?? '';
    return [
      {
        place: `the image ${source === '' ? 'without a source' : source}`,
        problem: `lacks ${missing.join(', ')}`,
        remedy: 'say what it shows (alt="" when nothing) and how large it is, in pixels',
        ...writtenBy(content, source),
      },
    ];
  });
}
