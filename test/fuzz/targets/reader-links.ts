import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { confirmToken } from '#subscribers/answer-sign-ups.ts';
import { readerToken } from '#subscribers/reader-token.ts';
import { signTokenUntil, type TokenPurpose } from '#subscribers/signed-token.ts';
import { NOW, READERS, SECRET, SENT_ID } from '../a-fuzzed-site.ts';
import { mostly } from '../inputs/mutated-text.ts';
import { nastyText } from '../inputs/nasty-text.ts';
import { asking, pathOf, posting, wildForm, wildQuery } from '../inputs/wild-request.ts';
import { requestTarget } from '../site-target.ts';

const HOUR_MS = 3_600_000;

const id = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: READERS }) },
  { weight: 1, arbitrary: fc.constantFrom(0, READERS + 1, 36 ** 10, 2 ** 53 - 1) },
);
const links = fc
  .tuple(id, fc.constantFrom(0, SENT_ID, 99))
  .map(([subscriberId, issueId]) => readerToken(SECRET, { subscriberId, issueId }));

/** Links with an end, most of them before it, whatever they say. */
function timed(purpose: TokenPurpose, payloads: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(payloads, fc.constantFrom(HOUR_MS, HOUR_MS, HOUR_MS, -HOUR_MS))
    .map(([payload, ms]) => signTokenUntil(SECRET, purpose, payload, new Date(NOW.getTime() + ms)));
}

const ofId = id.map((number) => number.toString(36));
const confirmations = fc.oneof(
  fc.integer({ min: 1, max: 4 }).map((signUp) => confirmToken(SECRET, signUp, NOW)),
  timed('confirm-sign-up-1', ofId),
);

/** What stands in the mail to a new address, of readers whose old one may be another by now. */
const moves = fc
  .tuple(
    fc.integer({ min: 1, max: READERS + 1 }),
    fc.boolean(),
    fc.constantFrom('new@readers.org', 'delivered+reader4@resend.dev'),
  )
  .map(([reader, isNow, address]) => {
    const mark = createHash('sha256').update(isNow ? `delivered+reader${reader}@resend.dev` : 'another@readers.org');
    const encoded = Buffer.from(address).toString('base64url');
    return `${reader.toString(36)}.${mark.digest('base64url').slice(0, 12)}.${encoded}`;
  });

const token = mostly(links);
const pairing = mostly(fc.constantFrom('alpha-vs-beta', 'alpha-vs-beta', 'beta-vs-alpha'));

const paths = fc.oneof(
  pathOf('/unsubscribe/', token, wildQuery),
  pathOf('/preferences/', token, fc.constantFrom('', '', '/data', '/erase', '/address', '/x'), wildQuery),
  pathOf('/vote/', pairing, '/', token, wildQuery),
  pathOf('/vote/', pairing, wildQuery),
  pathOf('/confirm/', mostly(confirmations), wildQuery),
  pathOf('/confirm-address/', mostly(timed('confirm-address-1', moves)), wildQuery),
  pathOf('/undo/', mostly(timed('undo-leaving-1', ofId)), wildQuery),
  pathOf('/preferences/', nastyText, '/', nastyText),
);

const stance = fc.constantFrom('ship', 'skip', 'SHIP');
const bodies = wildForm({
  'List-Unsubscribe': fc.constantFrom('One-Click', 'one-click'),
  reason: fc.constantFrom('', 'Too many mails'),
  name: fc.constantFrom('Ada', 'Ada Lovelace'),
  category: fc.constantFrom('Developer Tools', 'Model APIs', 'None'),
  pause: fc.constantFrom('0', 'keep', '3', '12', '13', '1e1', '0x5'),
  email: fc.constantFrom('new@readers.org', 'delivered+reader1@resend.dev', 'x@bücher.example'),
  sure: fc.constantFrom('yes', 'no'),
  alpha: stance,
  beta: stance,
});

/** The links of the mails: what they show, and what their buttons do. */
export const readerLinks = requestTarget({
  name: 'reader-links',
  weight: 30,
  requests: fc.oneof({ weight: 2, arbitrary: posting(paths, bodies) }, { weight: 1, arbitrary: asking(paths) }),
});
