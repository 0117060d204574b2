import type { Context } from 'hono';
import type { App } from '../app.ts';
import { renderPage } from './page.tsx';
import { nearestComparisons } from './pages/nearest-comparisons.ts';
import { readPublished } from './pages/published.ts';
import { ComparisonList } from './parts/comparison-list.tsx';

/** An address that leads nowhere, with ways to somewhere. */
export async function notFound(app: App, context: Context): Promise<Response> {
  const { verdicts } = await readPublished(app);
  const nearest = nearestComparisons(context.req.path, verdicts);
  const page = renderPage({
    title: 'Nothing here',
    description: 'This address leads nowhere.',
    children: (
      <>
        <h1>Nothing here</h1>
        <p>
          This address leads nowhere. <a href="/compare">All comparisons</a> and <a href="/issues">all issues</a> are
          still there, and so is <a href="/">the newest</a>.
        </p>
        {nearest.length > 0 && (
          <section aria-labelledby="nearest">
            <h2 className="section" id="nearest">
              Did you mean
            </h2>
            <ComparisonList verdicts={nearest} level={3} />
          </section>
        )}
      </>
    ),
  });
  return context.html(page, 404);
}
