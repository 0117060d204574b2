import type { App } from '../../app.ts';
import { type FeedEntry, feedEntries } from './feed-entries.tsx';
import { xmlText } from './xml-text.ts';

const TITLE = 'Weekly AI Tool Verdicts';
const SUBTITLE = 'New AI tools two at a time, once a week, each pair with one call.';
/** A feed has to name a time of change even before there is anything in it. */
const BEFORE_THE_FIRST_ISSUE = '2026-01-01T00:00:00.000Z';

function atomEntry({ url, title, summary, html, publishedAt }: FeedEntry): string {
  return `<entry>
<title>${xmlText(title)}</title>
<link href="${xmlText(url)}"/>
<id>${xmlText(url)}</id>
<published>${publishedAt}</published>
<updated>${publishedAt}</updated>
<summary>${xmlText(summary)}</summary>
<content type="html">${xmlText(html)}</content>
</entry>`;
}

/** The newest issues as an Atom feed (RFC 4287). */
export async function atomFeed(app: App): Promise<string> {
  const { publicUrl } = app.config;
  const entries = await feedEntries(app);
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>${TITLE}</title>
<subtitle>${SUBTITLE}</subtitle>
<id>${xmlText(publicUrl)}/</id>
<link href="${xmlText(publicUrl)}/"/>
<link rel="self" type="application/atom+xml" href="${xmlText(publicUrl)}/feed.xml"/>
<updated>${entries[0]?.publishedAt ?? BEFORE_THE_FIRST_ISSUE}</updated>
<author><name>${TITLE}</name></author>
${entries.map(atomEntry).join('\n')}
</feed>
`;
}

/** The newest issues as a JSON Feed 1.1 (jsonfeed.org). */
export async function jsonFeed(app: App): Promise<object> {
  const { publicUrl } = app.config;
  const entries = await feedEntries(app);
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: TITLE,
    description: SUBTITLE,
    home_page_url: `${publicUrl}/`,
    feed_url: `${publicUrl}/feed.json`,
    language: 'en',
    authors: [{ name: TITLE }],
    items: entries.map(({ url, title, summary, html, publishedAt }) => ({
      id: url,
      url,
      title,
      summary,
      content_html: html,
      date_published: publishedAt,
    })),
  };
}
