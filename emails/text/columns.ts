const takesTwo =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303F\uFF01-\uFF60]/u;
const halfWidth = /[\uFF61-\uFFDC]/;
const takesNone = /[\p{Mark}\p{Default_Ignorable_Code_Point}]/u;

/** How many columns a text takes in a fixed-width font. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += columnsOfOne(character);
  return columns;
}

function columnsOfOne(character: string): number {
  if (takesNone.test(character)) return 0;
  return takesTwo.test(character) && !halfWidth.test(character) ? 2 : 1;
}

export function padToColumns(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** Cuts a word that is too wide for any line; never inside a character. */
export function cutToColumns(word: string, columns: number): string[] {
  const pieces = [''];
  for (const character of word) {
    const last = pieces.length - 1;
    if (columnsOf(`${pieces[last]}${character}`) > columns) pieces.push(character);
    else pieces[last] += character;
  }
  return pieces;
}
