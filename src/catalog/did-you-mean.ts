import { distance } from 'fastest-levenshtein';

/** `did you mean "x"?` when one of the known words is close enough to be a slip of the fingers. */
export function didYouMean(word: string, known: Iterable<string>): string | undefined {
  const closest = [...known]
    .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)[0];
  if (!closest || closest.edits > Math.max(2, Math.floor(word.length / 3))) return undefined;
  return `did you mean "${closest.candidate}"?`;
}
