import fc from 'fast-check';
import type { Catalog } from '#catalog/catalog.ts';
import { lineOfText } from '#catalog/text.ts';
import { composeIssue } from '#issue/compose-issue.ts';
import type { DigestContent } from '#issue/issue-content.ts';
import type { Finding } from '#rendering/checks/finding.ts';
import { checkMail } from '#rendering/checks/mail-checks.ts';
import type { MailMessage } from '#rendering/mail-message.ts';
import { messageForReader } from '#rendering/message-for-reader.ts';
import { renderIssue } from '#rendering/render-issue.ts';
import { readDeskForm } from '../../../src/studio/issue/desk-form.ts';
import { webApp } from '../../../src/web/web-app.ts';
import { aCatalog, aPairing, aReview, aTool, reviewerNames } from '../../builders/catalog-builders.ts';
import { mailSettings } from '../../builders/sending-rig.ts';
import { aComposeInput } from '../../issue/compose-input.ts';
import { aFuzzedSite, ORIGIN } from '../a-fuzzed-site.ts';
import { nastyText } from '../inputs/nasty-text.ts';
import { target } from '../target.ts';

/** What editors wrote: words of the catalog, which its schemas take, and words of the desk, which nobody looked at. */
type Written = {
  name: string;
  line: string;
  quote: string;
  angle: string;
  reason: string;
  price: string;
  model: 'free' | 'freemium' | 'paid' | 'contact';
  ship: 'both' | 'neither' | 'alpha' | undefined;
  publishedOn: string;
  note: string;
  sponsor: string;
  page: string;
};

type Shown = { findings: readonly Finding[]; message: MailMessage; page: { status: number; body: string } };

const PIECES = [
  '%%READER_TOKEN%%',
  '%%NAME%%',
  '[x](https://x.example/',
  ')',
  '[x](https://verdicts.example/preferences/',
];
const words = fc
  .array(
    fc.oneof({ weight: 3, arbitrary: nastyText }, { weight: 1, arbitrary: fc.constantFrom(...PIECES, ' ', 'word') }),
    {
      maxLength: 5,
    },
  )
  .map((parts) => parts.join(''));

const inputs: fc.Arbitrary<Written> = fc.record({
  name: words,
  line: words,
  quote: words,
  angle: words,
  reason: words,
  price: words,
  model: fc.constantFrom('free', 'freemium', 'paid', 'contact'),
  ship: fc.constantFrom('both', 'neither', 'alpha', undefined),
  publishedOn: fc.constantFrom('2026-11-16', '2026-11-16', '0000-01-01', '9999-12-31'),
  note: words.map((text) => text.slice(0, 10_000)),
  sponsor: words.map((text) => text.slice(0, 5_000)),
  page: fc.constantFrom(
    '/',
    '/compare/alpha-vs-beta',
    '/tools/alpha',
    '/panel',
    '/compare',
    '/feed.xml',
    '/sitemap.xml',
  ),
});

/** The least that a quote may have. */
const LONG_ENOUGH = 'I used it for a week, and this is what I saw:';

/** Words that the catalog's schema takes for such a line, or some that it does. */
function lineFrom(text: string, most: number, otherwise: string): string {
  const shortened = text.slice(0, most).toWellFormed().trim();
  return lineOfText(most).safeParse(shortened).success ? shortened : otherwise;
}

function catalogFrom({ name, line, quote, angle, reason, price, model, ship, publishedOn }: Written): Catalog {
  const priced = model === 'freemium' || model === 'paid' ? { price: lineFrom(price, 40, '$20') } : {};
  const alpha = aTool('alpha', {
    name: lineFrom(name, 60, 'Alpha'),
    vendor: lineFrom(line, 60, 'Alpha Inc'),
    category: lineFrom(line, 40, 'Search'),
    tagline: lineFrom(line, 60, 'What alpha does'),
    description: lineFrom(quote, 700, 'Alpha'),
    entry: { model, ...priced, checkedOn: '2026-11-01' },
  });
  const reviews = reviewerNames.map((reviewer, index) =>
    aReview('alpha', reviewer, index % 2 === 0 ? 'ship' : 'skip', lineFrom(`${LONG_ENOUGH}${quote}`, 600, LONG_ENOUGH)),
  );
  const call = ship === undefined ? {} : { call: { ship, reason: lineFrom(reason, 200, 'for a reason.') } };
  const pairing = aPairing('alpha', 'beta', { publishedOn, angle: lineFrom(angle, 200, 'Why'), ...call });
  return aCatalog({
    tools: [alpha],
    reviews,
    pairings: [pairing, aPairing('gamma', 'delta', { publishedOn: '2026-11-16' })],
  });
}

/** What the desk's form lets through. */
function deskWords({ note, sponsor: sponsorMarkdown }: Written): Partial<DigestContent> {
  const form = new URLSearchParams({ base: 'x', subject: '', preheader: '', note, sponsorMarkdown, sendAt: '' });
  const reading = readDeskForm(form, 'UTC');
  if (reading.kind === 'unreadable') return {};
  const { sponsor } = reading.form.fields;
  return { note: reading.form.fields.note, ...(sponsor ? { sponsor } : {}) };
}

async function mailOf(catalog: Catalog, written: Written) {
  const issue = composeIssue(aComposeInput([], { catalog, limits: { most: 5, fewest: 1 } }));
  if (issue.state === 'skipped') throw new Error(issue.reason);
  const content = { ...issue.content, ...deskWords(written) };
  const message = await renderIssue(content, mailSettings);
  const context = { today: content.date, sentEarlier: new Map() };
  const findings = await checkMail({ content, message, ...mailSettings, context }, 'quick');
  return { message, findings };
}

const TYPED_MARKUP = '<script>alert(1)</script>';
const TOKEN = 'the-token-of-one-reader';

/** Where a reader's token stands beside the links to our own pages. */
function tokenBeside(message: MailMessage): string | undefined {
  const { html, text } = messageForReader(message)({ READER_TOKEN: TOKEN });
  const rest = [
    html.replaceAll(new RegExp(`href="${ORIGIN}/[^"]*"`, 'g'), ''),
    text.replaceAll(/https:\/\/verdicts\.example\/\S*/g, ''),
  ];
  const found = rest.find((part) => part.includes(TOKEN));
  return found?.slice(Math.max(0, found.indexOf(TOKEN) - 80)).slice(0, 160);
}

/** What is made of all that editors may write: the issue, its mail, the pages of the site. */
export const wildContent = target<Written, Shown>({
  name: 'wild-content',
  weight: 6,
  inputs,
  async open() {
    const { app, close } = await aFuzzedSite();
    return {
      close,
      async hit(written) {
        const catalog = catalogFrom(written);
        const errors: Error[] = [];
        // Another app each time: the site keeps a catalog for some seconds of its clock, which stands still.
        const web = webApp({ ...app, readCatalog: async () => ({ catalog, faults: [] }) }, (error) =>
          errors.push(error),
        );
        const response = await web.request(`${ORIGIN}${written.page}`);
        if (errors[0]) throw errors[0];
        return { ...(await mailOf(catalog, written)), page: { status: response.status, body: await response.text() } };
      },
    };
  },
  promises: [
    {
      words: 'a page is there or is not, and what was written is no markup in it',
      broken: ({ page: { status, body } }) =>
        [200, 404].includes(status) && !body.includes(TYPED_MARKUP) ? undefined : `${status} ${body.slice(0, 300)}`,
    },
    {
      words: 'what was written is no markup in the mail',
      broken: ({ message: { html } }) => (html.includes(TYPED_MARKUP) ? 'it has a script' : undefined),
    },
    {
      words: 'what the checks let through is a mail for every reader, with the token in links to us alone',
      broken: ({ findings, message }) =>
        findings.some(({ level }) => level === 'error') ? undefined : tokenBeside(message),
    },
    {
      words: 'no check is brought down',
      broken: ({ findings }) => findings.find(({ problem }) => problem.startsWith('could not be checked'))?.problem,
    },
  ],
});
