import { type Context, Hono } from 'hono';
import type { App } from '../../app.ts';
import { icon } from '../icon.ts';
import { notFound } from '../not-found.tsx';
import { styleSheet } from '../style-sheet.ts';
import { comparisonPage } from './comparison-page.tsx';
import { comparisonsPage } from './comparisons-page.tsx';
import { embedPage } from './embed-page.tsx';
import { atomFeed, jsonFeed } from './feeds.ts';
import { type ForEverybody, forEverybody } from './for-everybody.ts';
import { homePage } from './home-page.tsx';
import { issuePage } from './issue-page.tsx';
import { issuesPage } from './issues-page.tsx';
import type { KeptPages } from './kept-pages.ts';
import { ogPictures } from './og-pictures.ts';
import { panelPage } from './panel-page.tsx';
import { privacyPage } from './privacy-page.tsx';
import { findComparison, readPublished } from './published.ts';
import { robotsText, siteMap } from './site-map.ts';
import { toolPage } from './tool-page.tsx';

const A_MINUTE = 60;
const AN_HOUR = 3_600;
const A_DAY = 86_400;

/** A comparison's page, or the way to it when the tools were named in the other order. */
async function comparison(app: App, context: Context, address: string): Promise<Response> {
  const published = await readPublished(app);
  const found = findComparison(published, address);
  if (!found) return notFound(app, context);
  if ('canonical' in found) return context.redirect(`/compare/${found.canonical}`, 301);
  return context.html(comparisonPage(app, found.verdict, published.panel.method));
}

/** What programs read: the look, the feeds and the maps. */
function machinePages(app: App, cached: ForEverybody): Hono {
  const pages = new Hono();
  const body = (context: Context, text: string, type: string) =>
    context.body(text, 200, { 'content-type': `${type}; charset=utf-8` });
  pages.get('/style.css', ...cached(A_DAY), (context) => body(context, styleSheet(), 'text/css'));
  pages.get('/icon.svg', ...cached(A_DAY), (context) => body(context, icon, 'image/svg+xml'));
  pages.get('/feed.xml', ...cached(A_MINUTE), async (context) =>
    body(context, await atomFeed(app), 'application/atom+xml'),
  );
  pages.get('/feed.json', ...cached(A_MINUTE), async (context) =>
    body(context, JSON.stringify(await jsonFeed(app)), 'application/feed+json'),
  );
  pages.get('/sitemap.xml', ...cached(AN_HOUR), async (context) =>
    body(context, await siteMap(app), 'application/xml'),
  );
  pages.get('/robots.txt', ...cached(AN_HOUR), (context) => context.text(robotsText(app)));
  return pages;
}

/** What anybody can read: no cookie, cacheable. */
export function publicPages(app: App, kept: KeptPages): Hono {
  const pages = new Hono();
  const cached = forEverybody(kept);
  const forAMinute = cached(A_MINUTE);
  const show = (context: Context, page: string | undefined) =>
    page === undefined ? notFound(app, context) : context.html(page);
  pages.route('/', machinePages(app, cached));
  pages.route('/', ogPictures(app, cached));
  pages.get('/', ...forAMinute, async (context) => show(context, await homePage(app)));
  pages.get('/issues', ...forAMinute, async (context) => show(context, await issuesPage(app)));
  pages.get('/issues/:week', ...forAMinute, async (context) =>
    show(context, await issuePage(app, context.req.param('week'))),
  );
  pages.get('/compare', ...forAMinute, async (context) => show(context, await comparisonsPage(app)));
  pages.get('/compare/:pairing', ...forAMinute, (context) => comparison(app, context, context.req.param('pairing')));
  pages.get('/tools/:tool', ...forAMinute, async (context) =>
    show(context, toolPage(app, await readPublished(app), context.req.param('tool'))),
  );
  pages.get('/panel', ...forAMinute, async (context) =>
    show(context, panelPage(app, (await readPublished(app)).panel)),
  );
  pages.get('/embed', ...forAMinute, (context) => show(context, embedPage(app)));
  pages.get('/privacy', ...forAMinute, (context) => show(context, privacyPage(app)));
  return pages;
}
