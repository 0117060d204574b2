import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressKey, addressSchema } from '#subscribers/address.ts';
import { anAddress } from './subscriber-builders.ts';

function problem(text: string): string | undefined {
  const parsed = addressSchema.safeParse(text);
  return parsed.success ? undefined : parsed.error.issues[0]?.message;
}

describe('An address', () => {
  it.each([
    'ada@readers.org',
    'Ada.Lovelace+weekly@mail.readers.co.uk',
    "o'neil@readers.org",
    'ada@xn--bcher-kva.de',
    'a@b.io',
    '1@2.org',
  ])('%s is taken as its owner wrote it', (text) => {
    expect(addressSchema.parse(text)).toBe(text);
  });

  it('loses the spaces around it', () => {
    expect(addressSchema.parse('  ada@readers.org\t')).toBe('ada@readers.org');
  });

  it.each([
    '',
    'ada',
    '@readers.org',
    'ada@',
    'ada@@readers.org',
    'ada@readers..org',
    'ada@-readers.org',
    'ada lovelace@readers.org',
    'Ada <ada@readers.org>',
    'ada@readers.org, bob@readers.org',
    'ada@readers.org\nBcc: bob@readers.org',
    'ada@bücher.de',
  ])('%j is none', (text) => {
    expect(problem(text)).toBe('is not an e-mail address');
  });

  it.each(['ada@localhost', 'ada.lovelace@localhost', 'ada@192.168.0.1'])('%s has no domain ending', (text) => {
    expect(problem(text)).toBe('has no domain ending such as .org');
  });

  it('has 64 characters before the @ at most', () => {
    expect(problem(`${'a'.repeat(64)}@readers.org`)).toBeUndefined();
    expect(problem(`${'a'.repeat(65)}@readers.org`)).toBe('has more than 64 characters before the @');
  });

  it('has 254 characters in all at most', () => {
    const ofLength = (length: number) => `ada@${'sub.'.repeat(60)}${'x'.repeat(length - 248)}.org`;
    expect(ofLength(254)).toHaveLength(254);
    expect(problem(ofLength(254))).toBeUndefined();
    expect(problem(ofLength(255))).toBeDefined();
  });
});

describe('What addresses are compared by', () => {
  it('is the same whatever their case', () => {
    expect(addressKey(anAddress('Ada.L@Readers.ORG'))).toBe(addressKey(anAddress('ada.l@readers.org')));
  });

  it('is another for another address', () => {
    expect(addressKey(anAddress('ada+1@readers.org'))).not.toBe(addressKey(anAddress('ada@readers.org')));
  });

  it('is itself an address, for any address', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (text) => {
        fc.pre(problem(text) === undefined);
        const key = addressKey(anAddress(text));
        expect(addressKey(anAddress(key))).toBe(key);
        expect(addressKey(anAddress(text.toUpperCase()))).toBe(key);
      }),
    );
  });
});
