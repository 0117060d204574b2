import fc from 'fast-check';
import { addressSchema } from '#subscribers/address.ts';
import { mailboxKey, signUpAddressSchema, suggestedAddress } from '#subscribers/sign-up-address.ts';
import { SECRET } from '../a-fuzzed-site.ts';
import { anyTextLike } from '../inputs/mutated-text.ts';
import { nastyText } from '../inputs/nasty-text.ts';
import { target } from '../target.ts';

const local = fc.constantFrom('ann', 'o.hara+news', "o'hara", 'a'.repeat(64), '"a b"', 'ann.');
const domain = fc.constantFrom(
  'gmail.com',
  'gmial.com',
  'gmail.con',
  'bücher.example',
  'mailinator.com',
  'a.co.uk',
  '例え.テスト',
);
const sound = fc.tuple(local, domain).map((parts) => parts.join('@'));
/** With something strange where the checker of spelling looks for an ending. */
const withEnding = fc.tuple(local, domain, nastyText).map(([name, host, ending]) => `${name}@${host}${ending}`);

type Taken = { address: string | undefined; again: string | undefined; suggestion: string | undefined };

/** What people and programs type where an address belongs. */
export const typedAddresses = target<string, Taken>({
  name: 'typed-addresses',
  weight: 120,
  inputs: fc.oneof({ weight: 3, arbitrary: anyTextLike(sound) }, { weight: 1, arbitrary: withEnding }),
  open: async () => ({
    hit(typed) {
      const { data: address } = signUpAddressSchema.safeParse(typed);
      if (address !== undefined) mailboxKey(SECRET, address);
      return {
        address,
        again: address === undefined ? undefined : addressSchema.safeParse(address).data,
        // Asked about what was refused as well, up to the length of an address.
        suggestion: typed.length <= 254 ? suggestedAddress(typed) : undefined,
      };
    },
  }),
  promises: [
    {
      words: 'what was taken for an address is one when it is read again',
      broken: ({ address, again }) => (address === again ? undefined : `${address} became ${again}`),
    },
    {
      words: 'an address can be written into a mail as it is',
      broken: ({ address = 'a@b.c' }) => (/^[\x21-\x7e]{3,254}$/.test(address) ? undefined : JSON.stringify(address)),
    },
    {
      words: 'a suggestion is an address',
      broken: ({ suggestion }) =>
        suggestion === undefined || addressSchema.safeParse(suggestion).success ? undefined : suggestion,
    },
  ],
});
