import { longDate } from '#calendar/plain-date.ts';
import { cutAtWord } from '#issue/cut-at-word.ts';
import type { DigestContent, Sponsor } from '#issue/issue-content.ts';
import { type YouSaid, youSaidSentence } from '#issue/you-said.ts';
import { type Call, callSentence } from '#verdict/call.ts';
import type { CommunityVerdict } from '#verdict/community-verdict.ts';
import { entryWords } from '#verdict/pricing-read.ts';
import type { Verdict, VerdictSide } from '#verdict/verdict.ts';
import type { Digest, PanelQuote, Side, VerdictBlock, YouSaidBlock } from '../../emails/digest.ts';
import { readerLinks } from './reader-links.ts';
import { richText } from './rich-text.ts';

const NEWSLETTER = 'Weekly AI Tool Verdicts';
const QUOTE_MOST = 160;

/** What every mail of this newsletter says about itself. */
export type MailIdentity = { publicUrl: string; postalAddress: string };

const CALLED_BY: Record<Call['by'], string> = {
  editor: 'Editor’s call',
  panel: 'Panel’s call',
  community: 'Readers’ call',
};

export function communityWords(community: CommunityVerdict): string {
  if (community.kind === 'share') return `${community.percent}% of ${community.votes}`;
  if (community.votes === 0) return '– no votes yet';
  return `– ${community.votes} ${community.votes === 1 ? 'vote' : 'votes'} so far`;
}

function sideOf({ tool, panel, community }: VerdictSide): Side {
  return {
    name: tool.name,
    panelPercent: panel.ships + panel.skips === 0 ? null : panel.percent,
    split: `${panel.ships} ship, ${panel.skips} skip`,
    community: communityWords(community),
    communityIsKnown: community.kind === 'share',
    entry: entryWords(tool.entry),
    tagline: tool.tagline,
  };
}

function quotesOf({ disagreement, sides }: Verdict): [] | [PanelQuote, PanelQuote] {
  if (!disagreement) return [];
  const [a, b] = disagreement;
  const quote = (on: VerdictSide, { reviewer, stance, quote }: typeof a): PanelQuote => ({
    on: on.tool.name,
    reviewer,
    stance,
    quote: cutAtWord(quote, QUOTE_MOST),
  });
  return [quote(sides[0], a), quote(sides[1], b)];
}

function blockOf(verdict: Verdict, links: ReturnType<typeof readerLinks>): VerdictBlock {
  const { pairing, sides, call, pricing } = verdict;
  const [a, b] = sides.map(({ tool }) => tool);
  return {
    heading: sides.map(({ tool }) => tool.name).join(' vs '),
    url: links.compare(pairing.slug),
    category: [...new Set([a?.category, b?.category])].join(' / '),
    call: {
      sentence: callSentence(
        call,
        sides.map(({ tool }) => tool),
      ),
      by: CALLED_BY[call.by],
    },
    sides: [sideOf(sides[0]), sideOf(sides[1])],
    pricing,
    quotes: quotesOf(verdict),
    voteUrl: links.vote(pairing.slug),
  };
}

function youSaidBlock(youSaid: YouSaid, links: ReturnType<typeof readerLinks>): YouSaidBlock {
  return { sentence: youSaidSentence(youSaid), url: links.compare(youSaid.pairing) };
}

function sponsorBlock({ label, ...said }: Sponsor): NonNullable<Digest['sponsor']> {
  return 'markdown' in said
    ? { label, ...richText(said.markdown) }
    : { label, html: said.html, text: said.text, laidOut: true };
}

/** An issue's content as the finished values that the mail shows; reader links hold slots. */
export function digestOfIssue(content: DigestContent, { publicUrl, postalAddress }: MailIdentity): Digest {
  const links = readerLinks(publicUrl);
  return {
    title: NEWSLETTER,
    subject: content.subject,
    preheader: content.preheader,
    number: content.week,
    date: longDate(content.date),
    onlineUrl: links.issue(content.week),
    ...(content.note === '' ? {} : { note: richText(content.note) }),
    ...(content.sponsor ? { sponsor: sponsorBlock(content.sponsor) } : {}),
    verdicts: content.lineup.map((verdict) => blockOf(verdict, links)),
    ...(content.youSaid ? { youSaid: youSaidBlock(content.youSaid, links) } : {}),
    panelLine: content.panelMethod,
    panelUrl: links.panel,
    footer: {
      postalAddress,
      why: `You get this because you signed up for ${NEWSLETTER}.`,
      preferencesUrl: links.preferences,
      unsubscribeUrl: links.unsubscribe,
    },
  };
}
