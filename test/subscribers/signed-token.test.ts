import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReaderToken, readerToken } from '#subscribers/reader-token.ts';
import { openTimedToken, openToken, signToken, signTokenUntil, type TokenPurpose } from '#subscribers/signed-token.ts';
import { secret } from './subscriber-builders.ts';

const purposes: TokenPurpose[] = [
  'reader-links-1',
  'confirm-sign-up-1',
  'confirm-address-1',
  'undo-leaving-1',
  'form-started-1',
];
const purpose = fc.constantFrom(...purposes);
const payload = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}(\.[A-Za-z0-9_-]{1,40}){0,2}$/);
const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });

describe('A signed token', () => {
  it('opens to what was signed, whatever that was', () => {
    fc.assert(
      fc.property(purpose, payload, (what, text) => {
        expect(openToken([secret], what, signToken(secret, what, text))).toBe(text);
      }),
    );
  });

  it('opens for no other purpose', () => {
    fc.assert(
      fc.property(purpose, purpose, payload, (made, asked, text) => {
        fc.pre(made !== asked);
        expect(openToken([secret], asked, signToken(secret, made, text))).toBeUndefined();
      }),
    );
  });

  it('of a secret that was replaced still opens while the old secret is listed, and not afterwards', () => {
    const token = signToken('the old secret', 'undo-leaving-1', '1');
    expect(openToken([secret, 'an older one', 'the old secret'], 'undo-leaving-1', token)).toBe('1');
    expect(openToken([secret, 'an older one'], 'undo-leaving-1', token)).toBeUndefined();
    const links = readerToken('the old secret', { subscriberId: 7, issueId: 3 });
    expect(parseReaderToken([secret, 'the old secret'], links)).toEqual({ subscriberId: 7, issueId: 3 });
  });

  it('is refused with any character changed, removed or added', () => {
    const character = fc.constantFrom(...'0123456789abcXYZ-_.~% \n');
    fc.assert(
      fc.property(payload, fc.nat(), character, (text, place, other) => {
        const token = signToken(secret, 'form-started-1', text);
        const at = place % token.length;
        const opened = (changed: string) => openToken([secret], 'form-started-1', changed);
        expect(opened(token.slice(0, at) + token.slice(at + 1))).toBeUndefined();
        expect(opened(token.slice(0, at) + other + token.slice(at))).toBeUndefined();
        if (token[at] !== other) expect(opened(token.slice(0, at) + other + token.slice(at + 1))).toBeUndefined();
      }),
    );
  });
});

describe('A token with an end', () => {
  it('is valid before its end and expired from then on, to the second', () => {
    fc.assert(
      fc.property(payload, instant, fc.integer({ min: -1e9, max: 1e9 }), (text, until, offsetMs) => {
        const end = new Date(Math.floor(until.getTime() / 1000) * 1000);
        const token = signTokenUntil(secret, 'confirm-sign-up-1', text, end);
        const opened = openTimedToken([secret], 'confirm-sign-up-1', token, new Date(end.getTime() + offsetMs));
        expect(opened).toEqual({ kind: offsetMs < 0 ? 'valid' : 'expired', payload: text });
      }),
    );
  });

  it('cannot be prolonged', () => {
    fc.assert(
      fc.property(payload, instant, fc.stringMatching(/^[0-9a-z]{1,8}$/), (text, until, end) => {
        const token = signTokenUntil(secret, 'confirm-sign-up-1', text, until);
        const parts = token.split('.');
        fc.pre(parts.at(-2) !== end);
        const prolonged = [...parts.slice(0, -2), end, parts.at(-1)].join('.');
        expect(openTimedToken([secret], 'confirm-sign-up-1', prolonged, new Date(0))).toEqual({ kind: 'forged' });
      }),
    );
  });

  it('is told from any other text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(openTimedToken([secret], 'undo-leaving-1', text, new Date(0))).toEqual({ kind: 'forged' });
      }),
    );
  });
});
