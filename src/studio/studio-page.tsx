import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { styleSheetAddress } from '../web/style-sheet.ts';
import { studioStyleAddress } from './look.ts';

export type StudioPageProps = {
  title: string;
  /** Undefined on the pages before the sign-in. */
  editor: string | undefined;
  /** See Studio. */
  rehearsal: string | undefined;
  /** Names of scripts of `browser/`; every page works without them. */
  scripts?: readonly string[];
  children: ReactNode;
};

function Header({ editor }: Pick<StudioPageProps, 'editor'>) {
  return (
    <header className="site">
      <a className="site-name" href="/studio">
        Studio
      </a>
      {editor && (
        <nav aria-label="Studio">
          <a href="/studio">Weeks</a>
          <a href="/studio/report">Issues compared</a>
          <a href="/">The site</a>
          <form method="post" action="/studio/sign-out">
            <button type="submit" className="quiet">
              Sign out <span className="unseen">{editor}</span>
            </button>
          </form>
        </nav>
      )}
    </header>
  );
}

function Page({ title, editor, rehearsal, scripts = [], children }: StudioPageProps) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · Studio`}</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={styleSheetAddress} />
        <link rel="stylesheet" href={studioStyleAddress} />
        {scripts.map((name) => (
          <script key={name} type="module" src={`/studio/browser/${name}.ts`} />
        ))}
      </head>
      <body className="studio">
        <a className="skip-link" href="#main">
          Skip to the content
        </a>
        {rehearsal && (
          <aside className="rehearsal" aria-label="Rehearsal">
            {rehearsal}
          </aside>
        )}
        <Header editor={editor} />
        <main id="main">{children}</main>
      </body>
    </html>
  );
}

/** A page of the studio: never kept by a cache, never found by a search engine. */
export function studioPage(context: Context, props: StudioPageProps, status: ContentfulStatusCode = 200): Response {
  context.header('cache-control', 'no-store');
  return context.html(`<!DOCTYPE html>${renderToStaticMarkup(<Page {...props} />)}`, status);
}
