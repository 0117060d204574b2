import { type Context, Hono } from 'hono';
import type { ReactElement } from 'react';
import { mailedDigests } from '#issue/issue-queries.ts';
import type { App } from '../../app.ts';
import { notFound } from '../not-found.tsx';
import type { ForEverybody } from './for-everybody.ts';
import { comparisonCard, issueCard, siteCard, toolCard } from './og-card.tsx';
import { ogImage } from './og-image.ts';
import { findComparison, readPublished, sideOf } from './published.ts';

const AN_HOUR = 3_600;

async function ofComparison(app: App, context: Context, address: string): Promise<Response> {
  const found = findComparison(await readPublished(app), address);
  if (found && 'canonical' in found) return context.redirect(`/compare/${found.canonical}/og.png`, 301);
  return picture(app, context, found && comparisonCard(found.verdict));
}

async function picture(app: App, context: Context, card: ReactElement | undefined): Promise<Response> {
  if (!card) return notFound(app, context);
  return context.body(await ogImage(card), 200, { 'content-type': 'image/png' });
}

/** What is shown where a page of the site is shared: one card per comparison, tool and issue, one for all else. */
export function ogPictures(app: App, cachedFor: ForEverybody): Hono {
  const pictures = new Hono();
  const cached = cachedFor(AN_HOUR);
  pictures.get('/og.png', ...cached, (context) => picture(app, context, siteCard()));
  pictures.get('/compare/:pairing/og.png', ...cached, (context) =>
    ofComparison(app, context, context.req.param('pairing')),
  );
  pictures.get('/tools/:tool/og.png', ...cached, async (context) => {
    const side = sideOf(await readPublished(app), context.req.param('tool'));
    return picture(app, context, side && toolCard(side));
  });
  pictures.get('/issues/:week/og.png', ...cached, async (context) => {
    const issues = await mailedDigests(app.store);
    const issue = issues.find(({ content }) => content.week === context.req.param('week'));
    return picture(app, context, issue && issueCard(issue.content));
  });
  return pictures;
}
