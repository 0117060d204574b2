import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { styleSheetAddress } from './style-sheet.ts';

export type PageProps = {
  /** Without the name of the site, which is added. */
  title: string;
  description: string;
  /** The page's own address, PUBLIC_URL included, for canonical and Open Graph; none for pages of one reader. */
  canonical?: string;
  /** What Open Graph calls the page. */
  type?: 'website' | 'article';
  /** Address of the Open Graph picture, and its words for who cannot see it; the site's own unless told. */
  image?: string;
  imageAlt?: string;
  /** One JSON-LD document. */
  structuredData?: object;
  /** Room for two sides beside each other. */
  wide?: boolean;
  children: ReactNode;
};

const SITE = 'Weekly AI Tool Verdicts';

/** `<` is the one character that could end the script element early. */
function jsonForScript(document: object): string {
  return JSON.stringify(document).replaceAll('<', '\\u003c');
}

type HeadProps = Omit<PageProps, 'children' | 'wide'>;

type PictureProps = { canonical: string; image: string | undefined; imageAlt: string | undefined };

function Picture({ canonical, image, imageAlt }: PictureProps) {
  return (
    <>
      <meta property="og:image" content={image ?? new URL('/og.png', canonical).href} />
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      <meta property="og:image:alt" content={imageAlt ?? SITE} />
    </>
  );
}

function OpenGraph({ title, description, canonical, type = 'website', image, imageAlt }: HeadProps) {
  return (
    <>
      <meta property="og:site_name" content={SITE} />
      <meta property="og:type" content={type} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      {canonical && <meta property="og:url" content={canonical} />}
      {canonical && <Picture {...{ canonical, image, imageAlt }} />}
      <meta name="twitter:card" content={canonical ? 'summary_large_image' : 'summary'} />
    </>
  );
}

function Head(props: HeadProps) {
  const { title, description, canonical, structuredData } = props;
  return (
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{title === SITE ? SITE : `${title} · ${SITE}`}</title>
      <meta name="description" content={description} />
      {canonical === undefined ? <meta name="robots" content="noindex" /> : <link rel="canonical" href={canonical} />}
      <OpenGraph {...props} />
      <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href={styleSheetAddress} />
      <link rel="alternate" type="application/atom+xml" href="/feed.xml" title={`${SITE} (Atom)`} />
      <link rel="alternate" type="application/feed+json" href="/feed.json" title={`${SITE} (JSON Feed)`} />
      {structuredData && (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with every < escaped, never markup
        <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: jsonForScript(structuredData) }} />
      )}
    </head>
  );
}

function SiteHeader() {
  return (
    <header className="site">
      <a className="site-name" href="/">
        {SITE}
      </a>
      <nav aria-label="Site">
        <a href="/issues">Issues</a>
        <a href="/compare">Comparisons</a>
        <a href="/panel">The panel</a>
      </nav>
    </header>
  );
}

function SiteFooter() {
  return (
    <footer className="site">
      <p className="imprint">New AI tools, two at a time, once a week.</p>
      <nav aria-label="More">
        <a href="/privacy">Privacy</a>
        <a href="/embed">For your site</a>
        <a href="/feed.xml">Atom feed</a>
        <a href="/feed.json">JSON feed</a>
      </nav>
    </footer>
  );
}

function Page({ children, wide = false, ...head }: PageProps) {
  return (
    <html lang="en">
      <Head {...head} />
      <body className={wide ? 'wide' : undefined}>
        <a className="skip-link" href="#main">
          Skip to the content
        </a>
        <SiteHeader />
        <main id="main">{children}</main>
        <SiteFooter />
      </body>
    </html>
  );
}

/** A whole page as HTML. */
export function renderPage(props: PageProps): string {
  return `<!DOCTYPE html>${renderToStaticMarkup(<Page {...props} />)}`;
}
