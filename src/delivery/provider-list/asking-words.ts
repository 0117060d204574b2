import type { Asking } from './ask-provider.ts';

/** What came of asking the provider's list, as an editor reads it. */
export function askingWords(asking: Asking): string {
  if (asking.kind === 'nothing-unknown') return 'nothing is unknown';
  const { found, missing } = asking;
  if (asking.kind === 'not-read') return `${asking.because}; ${found} found until then, ${missing} still unknown`;
  return `${found} found on the provider’s list and accepted, ${missing} not on it and still unknown`;
}
