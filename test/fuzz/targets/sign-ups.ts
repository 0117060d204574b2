import fc from 'fast-check';
import { formStartedStamp } from '../../../src/web/sign-up/form-started.ts';
import { NOW, SECRET } from '../a-fuzzed-site.ts';
import { anyJsonLike } from '../inputs/mutated-json.ts';
import { anyTextLike, mutatedText } from '../inputs/mutated-text.ts';
import { asking, type Fields, pathOf, posting, wildForm, wildQuery } from '../inputs/wild-request.ts';
import { requestTarget } from '../site-target.ts';

const stamps = fc
  .constantFrom(60_000, 60_000, 60_000, 60_000, 60_000, 3_600_000, 0, -60_000, 8 * 86_400_000)
  .map((ms) => formStartedStamp(SECRET, new Date(NOW.getTime() - ms)));

/** Work that was done for a challenge of this secret, once; it is good for as long as the clock stands still. */
const SOLVED = {
  challenge: {
    parameters: {
      algorithm: 'SHA-256',
      cost: 20,
      data: { untilMs: 1_795_176_600_000 },
      keyLength: 32,
      keyPrefix: '000',
      nonce: 'e8b831ae6008da5535a22563caa15064',
      salt: '15e12ba88d08e2fdb48c1789da93a1d6',
    },
    signature: '1df5561ade27ac021525bd4af4116292d73bba29551f0b87b42f3034fbcd4f7e',
  },
  solution: { counter: 7241, derivedKey: '0009bc26f29118039af1d70951d163fccb7134e5ea56782dd4b74abe6dfdec84', time: 1 },
};
const base64 = (text: string) => Buffer.from(text).toString('base64');
const work = fc.oneof(fc.constant(base64(JSON.stringify(SOLVED))), anyJsonLike(fc.constant(SOLVED)).map(base64));

const FIELDS: Fields = {
  email: fc.constantFrom(
    'ann@verdict-readers.org',
    'delivered+reader1@resend.dev',
    'ann@gmial.com',
    'Ann@Bücher.example',
    'ann@mailinator.com',
    "o'hara+news@sub.example.co.uk",
    `${'a'.repeat(64)}@${'b.'.repeat(60)}org`,
  ),
  page: fc.constantFrom('/', '/compare/alpha-vs-beta', 'https://partner.example/x?y#z'),
  votes: fc.constantFrom('', 'alpha=ship&beta=skip', 'alpha=ship'),
  website: fc.constantFrom('', '', '', '', '', 'x'),
  started: stamps,
};

const fieldsOf = ({ email, page, votes, website, started, altcha }: Fields) =>
  fc.record({ email, page, votes, website, started, altcha } as Record<string, fc.Arbitrary<string>>);

function signUpsWith(fields: Fields) {
  const json = anyJsonLike(fieldsOf({ altcha: fc.constant(''), ...fields }));
  const bodies = fc.oneof(
    wildForm(fields),
    json.map((body) => ({ type: 'application/json', body })),
  );
  const path = fc.oneof(
    { weight: 20, arbitrary: fc.constant('/subscribe') },
    { weight: 1, arbitrary: pathOf(mutatedText(fc.constant('/subscribe')), wildQuery) },
  );
  return fc.oneof({ weight: 20, arbitrary: posting(path, bodies) }, { weight: 1, arbitrary: asking(path) });
}

/** The sign-up, as a form and as JSON. */
export const signUps = requestTarget({ name: 'sign-ups', weight: 50, requests: signUpsWith(FIELDS) });

/** The same where each sign-up has to solve a puzzle. */
export const signUpPuzzles = requestTarget({
  name: 'sign-up-puzzles',
  weight: 20,
  settings: { SIGN_UP_CHALLENGE: 'always' },
  requests: signUpsWith({
    ...FIELDS,
    email: anyTextLike(fc.constant('ann@verdict-readers.org')),
    started: fc.constant(formStartedStamp(SECRET, new Date(NOW.getTime() - 60_000))),
    altcha: work,
  }),
});
