import { pairs } from '../parts/paint.ts';
import { styleSheet } from '../parts/style-sheet.ts';
import { dark } from '../theme.ts';

/**
 * The style sheet of special editions: the digest's, and the dark half of the same classes where MJML puts them. It writes a
 * `css-class` on the cell or the block around what is painted. The frame’s own parts are painted by the classes alone.
 */
export function specialStyleSheet(): string {
  return [styleSheet(), `@media (prefers-color-scheme:dark){${darkRules()}}`].join('');
}

function darkRules(): string {
  return [
    ...Object.entries(pairs).map(([name, { ink, on }]) => {
      const painted = [`.layout .${name}>table`, `.layout .${name}>div`].join();
      return `${painted}{color:${dark[ink]}!important;background-color:${dark[on]}!important}`;
    }),
    `.button td,.button a{color:${dark.card}!important;background-color:${dark.link}!important}`,
    `.ruled>p{border-color:${dark.rule}!important}`,
  ].join('');
}
