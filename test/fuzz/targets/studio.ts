import fc from 'fast-check';
import { contentHash } from '#issue/issue-content.ts';
import { renderWithHash } from '#rendering/prepare-mail.ts';
import { aCorrection, aSpecial } from '../../builders/beside-builders.ts';
import { aContent } from '../../builders/issue-builders.ts';
import { mailSettings } from '../../builders/sending-rig.ts';
import { EDITOR, ISSUES, LINK, ORIGIN, SESSION } from '../a-fuzzed-site.ts';
import { anyTextLike, mostly } from '../inputs/mutated-text.ts';
import { nastyText } from '../inputs/nasty-text.ts';
import { asking, pathOf, posting, type WildRequest, wildForm, wildQuery } from '../inputs/wild-request.ts';
import { requestTarget } from '../site-target.ts';

const bases = [aContent(), aSpecial(), aCorrection()].map(contentHash);
const { hash } = await renderWithHash(aContent(), mailSettings);

const name = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...Object.values(ISSUES)) },
  { weight: 1, arbitrary: fc.constantFrom('2026-W48', '0000-W01', '9999-W52', '2026-W53', '2026-W47-special-999') },
  { weight: 1, arbitrary: anyTextLike(fc.constantFrom(...Object.values(ISSUES))) },
);

/** An editor who is signed in; some requests say otherwise besides. */
function byEditor(requests: fc.Arbitrary<WildRequest>): fc.Arbitrary<WildRequest> {
  const cookie = ['cookie', `studio_session=${SESSION}`] as const;
  return requests.map((request) => ({ ...request, headers: [...request.headers, cookie, ['origin', ORIGIN]] }));
}

const look = fc.constantFrom('light', 'dark', 'inverted', 'images-off', 'no-style', 'outlook', 'text', 'source');
const figure = fc.constantFrom('accepted', 'delivered', 'unknown', 'left', 'waiting', 'opened', 'rejected');
const beside = fc.constantFrom('', '/history', '/checks', '/report', '/progress', '/preview');

const pages = fc.oneof(
  pathOf('/studio/issues/', name, beside, wildQuery),
  pathOf('/studio/issues/', name, '/preview/', mostly(fc.constant('saved')), '/', mostly(look)),
  pathOf('/studio/issues/', name, '/report/', mostly(figure), fc.constantFrom('', '.csv'), wildQuery),
  pathOf(fc.constantFrom('/studio', '/studio/', '/studio/report', '/studio/style.css', '/studio/sign-in'), wildQuery),
  pathOf('/studio/sign-in/', mostly(fc.constantFrom(LINK, 'a-used-link')), wildQuery),
  pathOf('/studio/browser/', mostly(fc.constantFrom('desk.ts', 'sortable.js', 'tsconfig.json')), wildQuery),
  pathOf('/studio/', nastyText, '/', nastyText, wildQuery),
);

/** The pages of the studio, to an editor and to whoever asks. */
export const studioPages = requestTarget({
  name: 'studio-pages',
  weight: 10,
  requests: fc.oneof({ weight: 4, arbitrary: byEditor(asking(pages)) }, { weight: 1, arbitrary: asking(pages) }),
});

const slug = fc.constantFrom('alpha-vs-beta', 'gamma-vs-delta', 'beta-vs-alpha');
const line = fc.oneof(fc.constant('Alpha or Beta, and why not both?'), nastyText);
const desk = wildForm({
  base: fc.constantFrom(...bases),
  baseSendAt: fc.constantFrom('', '', '2026-11-17T09:00:00.000Z'),
  subject: line,
  preheader: line,
  note: fc.oneof(fc.constant('A **note** with [a link](https://x.example/).'), nastyText),
  sponsorLabel: fc.constant('Sponsor'),
  sponsorMarkdown: fc.oneof(fc.constant(''), nastyText),
  sponsorMjml: fc.constantFrom('', '', '', '', '', '<mjml><mj-body>x</mj-body></mjml>', '<b>'),
  lineup: slug,
  sendAt: fc.constantFrom('', '2026-11-24T09:00', '2026-02-30T09:00', '0000-01-01T00:00', '9999-12-31T23:59'),
  do: fc.constantFrom(
    'save',
    'up:gamma-vs-delta',
    'lead:gamma-vs-delta',
    'remove:alpha-vs-beta',
    'layout:announcement',
  ),
  words: fc.oneof(fc.constant('We said Alpha is free. It is not.'), nastyText),
  mjml: fc.constantFrom(aSpecial().mjml, aSpecial().mjml, aSpecial().mjml, '<mjml></mjml>', '<b>'),
});
const act = wildForm({
  hash: fc.constantFrom(hash, ...bases),
  reason: fc.constantFrom('waits for a better lead', ''),
  decision: fc.constantFrom('they got it', 'send again'),
  to: fc.constantFrom(EDITOR, `${EDITOR}, bob@example.org`, '/studio/report'),
  of: fc.constantFrom(ISSUES.sent, ISSUES.draft),
  pairing: slug,
  email: fc.constantFrom(EDITOR, 'ANN@example.org', 'nobody@example.org'),
});

const ACTS = 'approve send test-send hold skip release withdraw restore compose pause resume stop reopen settle'.split(
  ' ',
);

const posts = fc.oneof(
  { weight: 5, arbitrary: posting(pathOf('/studio/issues/', name, fc.constantFrom('/save', '/preview')), desk) },
  { weight: 5, arbitrary: posting(pathOf('/studio/issues/', name, '/', fc.constantFrom(...ACTS)), act) },
  { weight: 1, arbitrary: posting(fc.constantFrom('/studio/specials', '/studio/corrections'), act) },
  { weight: 1, arbitrary: posting(pathOf(fc.constantFrom('/studio/sign-in', '/studio/sign-out'), wildQuery), act) },
  { weight: 1, arbitrary: posting(pathOf('/studio/sign-in/', mostly(fc.constant(LINK)), wildQuery), act) },
  { weight: 1, arbitrary: posting(pathOf('/studio/', nastyText), act) },
);

/** The forms and buttons of the studio, pressed by an editor and by whoever tries. */
export const studioForms = requestTarget({
  name: 'studio-forms',
  weight: 10,
  requests: fc.oneof({ weight: 5, arbitrary: byEditor(posts) }, { weight: 1, arbitrary: posts }),
});
