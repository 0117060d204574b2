/** Where an integer of PostgreSQL ends: asked for a row of a larger number, it fails instead of finding none. */
const LARGEST = 2 ** 31 - 1;

/** The number of a row as a text from outside names it in this base; undefined when no row of ours can have it. */
export function rowNumber(text: string, base: 10 | 36): number | undefined {
  const number = Number.parseInt(text, base);
  return number >= 0 && number <= LARGEST && number.toString(base) === text ? number : undefined;
}
