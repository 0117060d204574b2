import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

export type PageProps = {
  /** Without the name of the site, which is added. */
  title: string;
  description: string;
  /** The page's own address below PUBLIC_URL, for canonical and Open Graph; none for pages of one reader. */
  canonical?: string;
  /** Address of the Open Graph picture. */
  image?: string;
  /** One JSON-LD document. */
  structuredData?: object;
  children: ReactNode;
};

/** `<` is the one character that could end the script element early. */
function jsonForScript(document: object): string {
  return JSON.stringify(document).replaceAll('<', '\\u003c');
}

function Head({ title, description, canonical, image, structuredData }: Omit<PageProps, 'children'>) {
  return (
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{`${title} · Weekly AI Tool Verdicts`}</title>
      <meta name="description" content={description} />
      {canonical === undefined ? <meta name="robots" content="noindex" /> : <link rel="canonical" href={canonical} />}
      {canonical && <meta property="og:url" content={canonical} />}
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      {image && <meta property="og:image" content={image} />}
      <link rel="stylesheet" href="/style.css" />
      <link rel="alternate" type="application/atom+xml" href="/feed.xml" title="Weekly AI Tool Verdicts" />
      {structuredData && (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with every < escaped, never markup
        <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: jsonForScript(structuredData) }} />
      )}
    </head>
  );
}

function Page({ children, ...head }: PageProps) {
  return (
    <html lang="en">
      <Head {...head} />
      <body>
        <a className="skip-link" href="#main">
          Skip to the content
        </a>
        <header className="site">
          <a className="site-name" href="/">
            Weekly AI Tool Verdicts
          </a>
          <nav aria-label="Site">
            <a href="/issues">Issues</a> <a href="/panel">The panel</a>
          </nav>
        </header>
        <main id="main">{children}</main>
        <footer className="site">
          <a href="/privacy">Privacy</a> <a href="/feed.xml">Feed</a>
        </footer>
      </body>
    </html>
  );
}

/** A whole page as HTML. */
export function renderPage(props: PageProps): string {
  return `<!DOCTYPE html>${renderToStaticMarkup(<Page {...props} />)}`;
}
