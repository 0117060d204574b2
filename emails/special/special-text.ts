import { words } from '../fixed-words.ts';
import { linkLines } from '../text/link-lines.ts';
import { wrap } from '../text/wrap.ts';
import type { SpecialEdition } from './special-frame.ts';

/** A special edition for readers of plain text: the layout's words, then the same footer. */
export function specialText(
  layoutText: string,
  { footer, testBanner }: Pick<SpecialEdition, 'footer' | 'testBanner'>,
): string {
  const blocks = [
    ...(testBanner === undefined ? [] : [wrap(testBanner).join('\n')]),
    layoutText,
    '--',
    wrap(footer.why).join('\n'),
    linkLines(words.preferences, footer.preferencesUrl).join('\n'),
    linkLines(words.unsubscribe, footer.unsubscribeUrl).join('\n'),
    wrap(footer.postalAddress).join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`.replaceAll('\0', '');
}
