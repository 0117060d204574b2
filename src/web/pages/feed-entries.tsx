import { renderToStaticMarkup } from 'react-dom/server';
import { mailedDigests } from '#issue/issue-queries.ts';
import { richText } from '#rendering/rich-text.ts';
import type { PanelQuote, VerdictBlock } from '../../../emails/digest.ts';
import { words } from '../../../emails/fixed-words.ts';
import { Written } from '../../../emails/parts/written.tsx';
import type { App } from '../../app.ts';
import { mailedBlocks } from './mailed-blocks.ts';

const NEWEST = 20;

/** One issue for feed readers, whatever their format. */
export type FeedEntry = { url: string; title: string; summary: string; html: string; publishedAt: string };

function QuoteLine({ stance, reviewer, on, quote }: PanelQuote) {
  return (
    <p>
      <b>{words[stance]}</b> {`${reviewer} on ${on}: “${quote}”`}
    </p>
  );
}

/** Plain elements and whole addresses only: feed readers bring their own look and know nothing of ours. */
function FeedVerdict({ block: { heading, url, category, call, sides, pricing, quotes } }: { block: VerdictBlock }) {
  return (
    <>
      <h2>
        <a href={url}>{heading}</a>
      </h2>
      <p>{`${category} · ${call.by}`}</p>
      <p>
        <b>{call.sentence}</b>
      </p>
      <ul>
        {sides.map(({ name, panelPercent, split, community, entry, tagline }) => (
          <li key={name}>
            {`${name}: ${panelPercent === null ? words.notReviewed : `${panelPercent}% ${words.shipShare}`} (${split}). `}
            {`${words.community}: ${community}. ${words.entry}: ${entry}. ${tagline}.`}
          </li>
        ))}
      </ul>
      <p>{pricing}</p>
      {quotes.map((quote) => (
        <QuoteLine key={quote.on} {...quote} />
      ))}
    </>
  );
}

/** The newest issues as they were mailed, with everything in them. */
export async function feedEntries(app: App): Promise<FeedEntry[]> {
  const issues = (await mailedDigests(app.store)).slice(0, NEWEST);
  const { publicUrl } = app.config;
  return issues.map(({ content, frozenAt }) => ({
    url: `${publicUrl}/issues/${content.week}`,
    title: `${content.subject} Issue ${content.week}`,
    summary: content.preheader,
    publishedAt: frozenAt,
    html: renderToStaticMarkup(
      <>
        {content.note !== '' && <Written html={richText(content.note).html} />}
        {mailedBlocks(content, app.mail, publicUrl).map((block) => (
          <FeedVerdict key={block.url} block={block} />
        ))}
      </>,
    ),
  }));
}
