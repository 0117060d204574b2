import type { Context } from 'hono';
import type { App } from '../app.ts';
import { renderPage } from './page.tsx';

/** An address that leads nowhere, with ways to somewhere. */
export function notFound(_app: App, context: Context): Response {
  const page = renderPage({
    title: 'Nothing here',
    description: 'This address leads nowhere.',
    children: (
      <>
        <h1>Nothing here</h1>
        <p>
          This address leads nowhere. <a href="/issues">All issues</a> are still there, and so is{' '}
          <a href="/">the newest</a>.
        </p>
      </>
    ),
  });
  return context.html(page, 404) as Response;
}
