import type { ListEnd } from './read-back.ts';

/** Why the provider's list is no proof of what it does not have, as an editor reads it. */
export function whyNotComplete(end: Exclude<ListEnd, { kind: 'complete' }>): string {
  switch (end.kind) {
    case 'sends-only':
      return 'the API key may only send, so the provider’s list cannot be read with it';
    case 'forgotten':
      return 'the provider’s list does not reach back far enough any more';
    case 'no-answer':
      return `the provider’s list could not be read: ${end.because}`;
    case 'stopped':
      return 'the reading of the provider’s list was stopped before its end';
  }
}
