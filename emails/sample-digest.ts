import type { Digest, PanelQuote, Side, VerdictBlock } from './digest.ts';

const site = 'https://verdicts.example';
const slot = 'r=%%READER_TOKEN%%';

/** A made-up issue for the preview and the tests: no reviewer said any of this. */
export const sampleDigest: Digest = {
  title: 'Weekly AI Tool Verdicts',
  subject: 'Cursor Background Agent or SmolVLM 2.5?',
  preheader: 'Also: Heronote vs Minutely, Patchwork CI vs Greenlight, and two more',
  number: '2026-W47',
  date: 'Tuesday, 17 November 2026',
  onlineUrl: `${site}/issues/2026-w47?${slot}`,
  note: {
    html: '<p>This is a <strong>sample issue</strong>: the layout is real, the opinions are not. Four of these five pairings are between tools that do not exist.</p>',
    text: 'This is a sample issue: the layout is real, the opinions are not. Four of these five pairings are between tools that do not exist.',
  },
  sponsor: {
    label: 'Sponsor',
    html: `<p>Your message here, in two plain sentences. <a href="${site}/sponsor">How sponsoring works</a></p>`,
    text: `Your message here, in two plain sentences. How sponsoring works: ${site}/sponsor`,
  },
  verdicts: [
    pairing({
      slug: 'cursor-background-agent-vs-smolvlm-2-5',
      category: 'Developer Tools / Vision Models',
      call: {
        sentence:
          'Ship SmolVLM 2.5 if pictures may not leave the device; ship Cursor Background Agent if a refactor is what blocks you.',
        by: 'Editor’s call',
      },
      sides: [
        side(
          'Cursor Background Agent',
          100,
          '4 ship, 0 skip',
          '— no votes yet',
          'Paid, from $20/mo',
          'Takes on long code changes while you keep working',
        ),
        side(
          'SmolVLM 2.5',
          75,
          '3 ship, 1 skip',
          '81% of 412',
          'Free',
          'A small model that reads pictures on your own machine',
        ),
      ],
      pricing: 'Cursor Background Agent starts at $20 a month; SmolVLM 2.5 costs nothing but the hardware.',
      quotes: [
        quote(
          'Cursor Background Agent',
          'Builder',
          'ship',
          'I handed over a rename across forty files and came back to a diff I could read in one sitting.',
        ),
        quote(
          'SmolVLM 2.5',
          'Skeptic',
          'skip',
          'Fine for captions, lost on a scanned invoice. The benchmarks do not contain my invoices.',
        ),
      ],
    }),
    pairing({
      slug: 'heronote-vs-minutely',
      category: 'Meetings',
      call: {
        sentence: 'Ship Heronote: it writes down who promised what, and Minutely only writes down who talked.',
        by: 'Panel’s call',
      },
      sides: [
        side(
          'Heronote',
          80,
          '4 ship, 1 skip',
          '74% of 233',
          'Free, then $8/mo',
          'Turns a meeting into a list of promises',
        ),
        side(
          'Minutely',
          40,
          '2 ship, 3 skip',
          '51% of 198',
          'Paid, from $12/mo',
          'Minutes of every call, mailed before it ends',
        ),
      ],
      pricing: 'Heronote has a free plan; Minutely has none and costs $4 a month more.',
      quotes: [
        quote('Heronote', 'Founder', 'ship', 'Two weeks in, nobody asks what we agreed on. The list is simply there.'),
        quote(
          'Minutely',
          'Product Manager',
          'skip',
          'A transcript with a polite face. I still had to find the decision myself.',
        ),
      ],
    }),
    pairing({
      slug: 'patchwork-ci-vs-greenlight',
      category: 'Developer Tools',
      call: { sentence: 'Skip both until they can explain a red build without guessing.', by: 'Editor’s call' },
      sides: [
        side(
          'Patchwork CI',
          25,
          '1 ship, 3 skip',
          '38% of 91',
          'Paid, from $49/mo',
          'Repairs failing builds by itself',
        ),
        side('Greenlight', 0, '0 ship, 4 skip', '22% of 87', 'Contact sales', 'Predicts which tests can be left out'),
      ],
      pricing: 'Patchwork CI starts at $49 a month; Greenlight does not publish a price.',
      quotes: [
        quote(
          'Patchwork CI',
          'Futurist',
          'ship',
          'It is wrong today in the way that good tools are wrong a year early.',
        ),
        quote(
          'Greenlight',
          'Builder',
          'skip',
          'It left out the one test that would have failed. I have a coin for that.',
        ),
      ],
    }),
    pairing({
      slug: 'sonnet-desk-vs-inkwell',
      category: 'Writing',
      call: { sentence: 'Ship both: Sonnet Desk for the first draft, Inkwell for the last one.', by: 'Readers’ call' },
      sides: [
        side('Sonnet Desk', 100, '3 ship, 0 skip', '88% of 640', 'Free', 'Drafts that keep your own way of speaking'),
        side(
          'Inkwell',
          67,
          '2 ship, 1 skip',
          '79% of 512',
          'Paid, $30 once',
          'An editor that asks before it changes a word',
        ),
      ],
      pricing: 'Sonnet Desk is free; Inkwell is paid once, $30.',
      quotes: [
        quote('Sonnet Desk', 'Founder', 'ship', 'The first machine draft I did not feel the need to apologise for.'),
        quote('Inkwell', 'Skeptic', 'skip', 'It asks so often that I could have edited the page myself.'),
      ],
    }),
    pairing({
      slug: 'tallyroom-vs-ledgerly',
      category: 'Finance',
      call: {
        sentence: 'Ship Tallyroom if a person still checks the books; nobody has reviewed Ledgerly yet.',
        by: 'Panel’s call',
      },
      sides: [
        side(
          'Tallyroom',
          60,
          '3 ship, 2 skip',
          '66% of 120',
          'Paid, from $15/mo',
          'Sorts receipts and says which ones it is unsure of',
        ),
        side('Ledgerly', null, 'no reviews yet', '— no votes yet', 'Free in beta', 'Books that close themselves'),
      ],
      pricing: 'Tallyroom starts at $15 a month; Ledgerly is free while it is in beta.',
      quotes: [],
    }),
  ],
  youSaid: {
    sentence: '31% of 120 readers would ship Rundown; the panel said 100%.',
    url: `${site}/compare/rundown-vs-skimmer`,
  },
  panelLine: 'Each tool is judged by reviewers with different interests, and every one of them says ship or skip.',
  panelUrl: `${site}/panel`,
  footer: {
    postalAddress: 'Weekly AI Tool Verdicts, 1 Sample Street, 10115 Berlin, Germany',
    why: 'You get this mail because you signed up at verdicts.example and confirmed your address.',
    preferencesUrl: `${site}/preferences?${slot}`,
    unsubscribeUrl: `${site}/unsubscribe?${slot}`,
  },
};

function pairing({
  slug,
  ...rest
}: Omit<VerdictBlock, 'heading' | 'url' | 'voteUrl'> & { slug: string }): VerdictBlock {
  const url = `${site}/compare/${slug}?${slot}`;
  return { heading: rest.sides.map(({ name }) => name).join(' vs '), url, voteUrl: `${url}#vote`, ...rest };
}

function side(
  name: string,
  panelPercent: number | null,
  split: string,
  community: string,
  entry: string,
  tagline: string,
): Side {
  return { name, panelPercent, split, community, communityIsKnown: /^\d/.test(community), entry, tagline };
}

function quote(on: string, reviewer: string, stance: PanelQuote['stance'], words: string): PanelQuote {
  return { on, reviewer, stance, quote: words };
}
