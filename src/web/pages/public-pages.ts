import { type Context, Hono } from 'hono';
import type { App } from '../../app.ts';
import { icon } from '../icon.ts';
import { notFound } from '../not-found.tsx';
import { styleSheet } from '../style-sheet.ts';
import { comparisonPage } from './comparison-page.tsx';
import { comparisonsPage } from './comparisons-page.tsx';
import { embedPage } from './embed-page.tsx';
import { atomFeed, jsonFeed } from './feeds.ts';
import { forEverybody } from './for-everybody.ts';
import { homePage } from './home-page.tsx';
import { issuePage } from './issue-page.tsx';
import { issuesPage } from './issues-page.tsx';
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
function machinePages(app: App): Hono {
  const pages = new Hono();
  const body = (context: Context, text: string, type: string) =>
    context.body(text, 200, { 'content-type': `${type}; charset=utf-8` });
  pages.get('/style.css', ...forEverybody(A_DAY), (context) => body(context, styleSheet(), 'text/css'));
  pages.get('/icon.svg', ...forEverybody(A_DAY), (context) => body(context, icon, 'image/svg+xml'));
  pages.get('/feed.xml', ...forEverybody(A_MINUTE), async (context) =>
    body(context, await atomFeed(app), 'application/atom+xml'),
  );
  pages.get('/feed.json', ...forEverybody(A_MINUTE), async (context) =>
    body(context, JSON.stringify(await jsonFeed(app)), 'application/feed+json'),
  );
  pages.get('/sitemap.xml', ...forEverybody(AN_HOUR), async (context) =>
    body(context, await siteMap(app), 'application/xml'),
  );
  pages.get('/robots.txt', ...forEverybody(AN_HOUR), (context) => context.text(robotsText(app)));
  return pages;
}

/** What anybody can read: no cookie, cacheable. */
export function publicPages(app: App): Hono {
  const pages = new Hono();
  const cached = forEverybody(A_MINUTE);
  const show = (context: Context, page: string | undefined) =>
    page === undefined ? notFound(app, context) : context.html(page);
  pages.route('/', machinePages(app));
  pages.route('/', ogPictures(app));
  pages.get('/', ...cached, async (context) => show(context, await homePage(app)));
  pages.get('/issues', ...cached, async (context) => show(context, await issuesPage(app)));
  pages.get('/issues/:week', ...cached, async (context) =>
    show(context, await issuePage(app, context.req.param('week'))),
  );
  pages.get('/compare', ...cached, async (context) => show(context, await comparisonsPage(app)));
  pages.get('/compare/:pairing', ...cached, (context) => comparison(app, context, context.req.param('pairing')));
  pages.get('/tools/:tool', ...cached, async (context) =>
    show(context, toolPage(app, await readPublished(app), context.req.param('tool'))),
  );
  pages.get('/panel', ...cached, async (context) => show(context, panelPage(app, (await readPublished(app)).panel)));
  pages.get('/embed', ...cached, (context) => show(context, embedPage(app)));
  pages.get('/privacy', ...cached, (context) => show(context, privacyPage(app)));
  return pages;
}
