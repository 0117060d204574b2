import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReaderToken, readerToken } from '#subscribers/reader-token.ts';
import { secret } from './subscriber-builders.ts';

const id = fc.oneof(fc.integer({ min: 1, max: 100_000 }), fc.nat());
const reader = fc.record({ subscriberId: id, issueId: id });
const somebody = { subscriberId: 1234, issueId: 47 };

/** A token signed with the right secret, but not over what a reader's token is signed over. */
function signedOver(text: string): string {
  const payload = readerToken(secret, somebody).split('.').slice(0, 2).join('.');
  const digest = createHmac('sha256', secret).update(`${text}${payload}`).digest();
  return `${payload}.${digest.subarray(0, 16).toString('base64url')}`;
}

describe('A reader’s token', () => {
  it('speaks for the reader and the issue it was made for, whatever their numbers', () => {
    fc.assert(
      fc.property(reader, (content) => {
        expect(parseReaderToken(secret, readerToken(secret, content))).toEqual(content);
      }),
    );
  });

  it('is the same each time, so that a retry is byte-identical', () => {
    expect(readerToken(secret, somebody)).toBe(readerToken(secret, { ...somebody }));
  });

  it('is another for any other reader or issue', () => {
    fc.assert(
      fc.property(reader, reader, (a, b) => {
        fc.pre(a.subscriberId !== b.subscriberId || a.issueId !== b.issueId);
        expect(readerToken(secret, a)).not.toBe(readerToken(secret, b));
      }),
    );
  });

  it('fits into an address without being escaped', () => {
    fc.assert(
      fc.property(reader, (content) => {
        const token = readerToken(secret, content);
        expect(encodeURIComponent(token)).toBe(token);
      }),
    );
  });
});

describe('A token is refused', () => {
  it('with any character changed', () => {
    const character = fc.constantFrom(...'0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.~%= \n');
    fc.assert(
      fc.property(reader, fc.nat(), character, (content, place, other) => {
        const token = readerToken(secret, content);
        const at = place % token.length;
        fc.pre(token[at] !== other);
        expect(parseReaderToken(secret, token.slice(0, at) + other + token.slice(at + 1))).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });

  it('with the last character changed in bits that its signature does not use', () => {
    const token = readerToken(secret, somebody);
    const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
    const taken = alphabet.filter((last) => parseReaderToken(secret, token.slice(0, -1) + last) !== undefined);
    expect(taken).toEqual([token.at(-1)]);
  });

  it('with a character more or less anywhere', () => {
    fc.assert(
      fc.property(reader, fc.nat(), (content, place) => {
        const token = readerToken(secret, content);
        const at = place % token.length;
        expect(parseReaderToken(secret, token.slice(0, at) + token.slice(at + 1))).toBeUndefined();
        expect(parseReaderToken(secret, `${token.slice(0, at)}0${token.slice(at)}`)).toBeUndefined();
        expect(parseReaderToken(secret, `${token}0`)).toBeUndefined();
      }),
    );
  });

  it('with the signature of another token', () => {
    const [, , signature] = readerToken(secret, { ...somebody, subscriberId: 1235 }).split('.');
    const [subscriber, issue] = readerToken(secret, somebody).split('.');
    expect(parseReaderToken(secret, `${subscriber}.${issue}.${signature}`)).toBeUndefined();
  });

  it('when it was made with another secret', () => {
    fc.assert(
      fc.property(reader, fc.string({ minLength: 1 }), (content, other) => {
        fc.pre(other !== secret);
        expect(parseReaderToken(secret, readerToken(other, content))).toBeUndefined();
      }),
    );
  });

  it.each(['', 'confirm-1:', 'erased-address-1:'])(
    'when it was signed for the purpose %j with our secret',
    (purpose) => {
      expect(parseReaderToken(secret, signedOver(purpose))).toBeUndefined();
    },
  );

  it.each([
    { subscriberId: 2 ** 31, issueId: 1 },
    { subscriberId: 1, issueId: 36 ** 10 },
  ])('when it was made for a number that no row can have: %j', (content) => {
    expect(parseReaderToken(secret, readerToken(secret, content))).toBeUndefined();
  });

  it('whatever text it is instead of one', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^\w{1,4}\.\w{1,4}\.[\w-]{22}$/)),
        (text) => {
          expect(parseReaderToken(secret, text)).toBeUndefined();
        },
      ),
    );
  });
});
