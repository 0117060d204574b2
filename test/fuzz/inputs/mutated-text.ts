import fc from 'fast-check';
import { nastyText } from './nasty-text.ts';

/** One slip, transmission fault or attempt; places are thousandths of the text, so that they mean something in any text. */
type Edit = {
  kind: 'delete' | 'double' | 'swap' | 'flip' | 'insert' | 'cut off';
  at: number;
  other: number;
  length: number;
  text: string;
};

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('delete', 'double', 'swap', 'flip', 'insert', 'cut off'),
  at: fc.nat({ max: 999 }),
  other: fc.nat({ max: 999 }),
  length: fc.integer({ min: 1, max: 40 }),
  text: nastyText,
});

const placeIn = (text: string, thousandths: number) => Math.floor((text.length * thousandths) / 1000);

function swapped(text: string, one: number, other: number, length: number): string {
  const [a, b] = [Math.min(one, other), Math.max(one, other)];
  const span = Math.min(length, b - a, text.length - b);
  const [left, right] = [text.slice(a, a + span), text.slice(b, b + span)];
  return text.slice(0, a) + right + text.slice(a + span, b) + left + text.slice(b + span);
}

function edited(text: string, { kind, at, other, length, text: nasty }: Edit): string {
  const place = placeIn(text, at);
  const before = text.slice(0, place);
  switch (kind) {
    case 'delete':
      return before + text.slice(place + length);
    case 'double':
      return text.slice(0, place + length) + text.slice(place);
    case 'swap':
      return swapped(text, place, placeIn(text, other), length);
    case 'flip':
      return before + String.fromCharCode((text.charCodeAt(place) || 0) ^ (1 << (length % 8))) + text.slice(place + 1);
    case 'insert':
      return before + nasty + text.slice(place);
    case 'cut off':
      return before;
  }
}

const edits = fc.array(edit, { minLength: 1, maxLength: 3 });

/** Texts that were right before something happened to them. */
export function mutatedText(sound: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(sound, edits).map(([text, list]) => list.reduce(edited, text));
}

/** Right, nearly right and rubbish. */
export function anyTextLike(sound: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 3, arbitrary: sound },
    { weight: 5, arbitrary: mutatedText(sound) },
    { weight: 2, arbitrary: nastyText },
  );
}

/** Mostly right, for a part that the rest of an input is only reached by. */
export function mostly(sound: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof({ weight: 4, arbitrary: sound }, { weight: 1, arbitrary: anyTextLike(sound) });
}
