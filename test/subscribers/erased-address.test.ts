import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { erasedAddressHash } from '#subscribers/erased-address.ts';
import { anAddress, secret } from './subscriber-builders.ts';

const ada = anAddress('Ada@Readers.org');

it('An erased address is recognised in whatever case it comes back', () => {
  expect(erasedAddressHash(secret, anAddress('ada@readers.ORG'))).toBe(erasedAddressHash(secret, ada));
});

it('Another address or another secret has another hash', () => {
  const hashes = [
    erasedAddressHash(secret, ada),
    erasedAddressHash(secret, anAddress('bob@readers.org')),
    erasedAddressHash(`${secret}!`, ada),
  ];
  expect(new Set(hashes).size).toBe(3);
});

it('The hash cannot be found by hashing addresses without the secret', () => {
  const hash = erasedAddressHash(secret, ada);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  for (const text of ['ada@readers.org', 'erased-address-1:ada@readers.org'])
    expect(hash).not.toBe(createHash('sha256').update(text).digest('hex'));
});
