import fc from 'fast-check';
import { parseReaderToken, type ReaderTokenContent } from '#subscribers/reader-token.ts';
import {
  openTimedToken,
  openToken,
  type Secrets,
  signToken,
  type TimedToken,
  type TokenPurpose,
} from '#subscribers/signed-token.ts';
import { NOW, SECRET } from '../a-fuzzed-site.ts';
import { anyTextLike } from '../inputs/mutated-text.ts';
import { target } from '../target.ts';

const PURPOSES: readonly TokenPurpose[] = [
  'reader-links-1',
  'confirm-sign-up-1',
  'confirm-address-1',
  'undo-leaving-1',
  'form-started-1',
];
const SECRETS: Secrets = [SECRET, 'the secret before that one, long enough'];

const payload = fc.oneof(
  fc.stringMatching(/^[0-9a-z]{1,11}\.[0-9a-z]{1,11}$/),
  fc.stringMatching(/^[A-Za-z0-9_-]{1,30}(\.[A-Za-z0-9_-]{1,30}){0,2}$/),
);
const signed = fc
  .tuple(fc.constantFrom(...PURPOSES), payload, fc.constantFrom(...SECRETS, 'a secret of somebody else'))
  .map(([purpose, text, secret]) => signToken(secret, purpose, text));

const inputs = fc.record({ purpose: fc.constantFrom(...PURPOSES), token: anyTextLike(signed) });

type Opened = { payload: string | undefined; timed: TimedToken; reader: ReaderTokenContent | undefined };

/** Tokens as they come back in addresses and forms. */
export const signedTokens = target<{ purpose: TokenPurpose; token: string }, Opened>({
  name: 'signed-tokens',
  weight: 150,
  inputs,
  open: async () => ({
    hit: ({ purpose, token }) => ({
      payload: openToken(SECRETS, purpose, token),
      timed: openTimedToken(SECRETS, purpose, token, NOW),
      reader: parseReaderToken(SECRETS, token),
    }),
  }),
  promises: [
    {
      words: 'only what one of our secrets signed for this purpose opens',
      broken({ payload: text }, { purpose, token }) {
        if (text === undefined) return undefined;
        const ours = SECRETS.some((secret) => signToken(secret, purpose, text) === token);
        return ours ? undefined : `${JSON.stringify(token)} opened as ${JSON.stringify(text)}`;
      },
    },
    {
      words: 'what does not open has no time and no reader',
      broken({ payload: text, timed, reader }, { token }) {
        if (text === undefined && timed.kind !== 'forged') return `it is ${timed.kind}`;
        const ours = openToken(SECRETS, 'reader-links-1', token) !== undefined;
        return reader && !ours ? `it speaks for reader ${reader.subscriberId}` : undefined;
      },
    },
  ],
});
