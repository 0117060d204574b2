import { words } from '../fixed-words.ts';
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
    `${words.preferences}:\n${footer.preferencesUrl}`,
    `${words.unsubscribe}:\n${footer.unsubscribeUrl}`,
    wrap(footer.postalAddress).join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`.replaceAll('\0', '');
}
