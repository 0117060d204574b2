import { type Context, Hono } from 'hono';
import { dateInZone } from '#calendar/plain-date.ts';
import { subscriberById } from '#subscribers/leaving-queries.ts';
import { dataOfReader, eraseReader, savePreferences } from '#subscribers/preference-queries.ts';
import { parseReaderToken } from '#subscribers/reader-token.ts';
import type { Subscriber } from '#subscribers/subscriber-queries.ts';
import type { App } from '../../app.ts';
import { PreferencesForm } from './preferences-form.tsx';
import { preferencesIn } from './preferences-schema.ts';
import { brokenLinkPage, keepPrivate, readerPage, withForm } from './reader-page.tsx';

async function readerOf(app: App, context: Context): Promise<Subscriber | Response> {
  const reader = parseReaderToken(app.secrets, context.req.param('token') ?? '');
  if (reader === undefined) return brokenLinkPage(context);
  const known = await subscriberById(app.store, reader.subscriberId);
  return known ?? readerPage(context, 'Nothing is kept of you', <p>You are not on the list.</p>, 404);
}

async function categoriesOf(app: App): Promise<string[]> {
  const { catalog } = await app.readCatalog();
  return [...new Set([...catalog.tools.values()].map(({ category }) => category))].sort();
}

async function formPage(app: App, context: Context, reader: Subscriber, problem?: string): Promise<Response> {
  const token = context.req.param('token') ?? '';
  const about = { subscriber: reader, categories: await categoriesOf(app), ...(problem && { problem }) };
  return readerPage(context, 'Your preferences', <PreferencesForm {...about} token={token} />, problem ? 422 : 200);
}

async function save(app: App, context: Context, fields: URLSearchParams): Promise<Response> {
  const reader = await readerOf(app, context);
  if (reader instanceof Response) return reader;
  const chosen = preferencesIn(fields, {
    categories: await categoriesOf(app),
    pausedUntil: reader.paused_until,
    today: dateInZone(app.clock(), app.config.timeZone),
  });
  if ('problem' in chosen) return formPage(app, context, reader, chosen.problem);
  await savePreferences(app.store, reader.id, chosen);
  return readerPage(context, 'Saved', <p>Your preferences hold from the next issue on.</p>);
}

async function erase(app: App, context: Context, fields: URLSearchParams): Promise<Response> {
  const reader = await readerOf(app, context);
  if (reader instanceof Response) return reader;
  if (fields.get('sure') !== 'yes') return formPage(app, context, reader, 'Tick the box if you are sure.');
  await eraseReader(app.store, app.config.appSecret, reader, app.clock());
  return readerPage(
    context,
    'You are erased',
    <p>All that is left is a hash that keeps imports from bringing you back.</p>,
  );
}

/** What a reader chooses about their issues, what we keep of them, and its end. */
export function preferencesRoutes(app: App): Hono {
  const routes = new Hono();
  routes.get('/preferences/:token', async (context) => {
    const reader = await readerOf(app, context);
    return reader instanceof Response ? reader : formPage(app, context, reader);
  });
  routes.get('/preferences/:token/data', async (context) => {
    const reader = await readerOf(app, context);
    if (reader instanceof Response) return reader;
    keepPrivate(context);
    context.header('content-disposition', 'attachment; filename="my-data.json"');
    return context.json(await dataOfReader(app.store, reader));
  });
  routes.post(
    '/preferences/:token',
    withForm((context, fields) => save(app, context, fields)),
  );
  routes.post(
    '/preferences/:token/erase',
    withForm((context, fields) => erase(app, context, fields)),
  );
  return routes;
}
