import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ReactNode } from 'react';
import { renderPage } from '../page.tsx';
import { type BodyRefusal, readForm } from './read-body.ts';

/** Nothing about one reader is stored on the way or found by a search engine. */
export function keepPrivate(context: Context): void {
  context.header('cache-control', 'no-store');
  context.header('x-robots-tag', 'noindex');
}

/** A page for one reader, with its heading. */
export function readerPage(
  context: Context,
  title: string,
  children: ReactNode,
  status: ContentfulStatusCode = 200,
): Response {
  keepPrivate(context);
  const content = (
    <>
      <h1>{title}</h1>
      {children}
    </>
  );
  return context.html(renderPage({ title, description: title, children: content }), status);
}

export function refusalPage(context: Context, { status, problem }: BodyRefusal): Response {
  return readerPage(context, 'That did not work', <p>{problem}</p>, status);
}

/** A link that was not made by us, or not for this: most often cut short on its way. */
export function brokenLinkPage(context: Context): Response {
  return readerPage(
    context,
    'This link is not complete',
    <p>Mail programs sometimes cut long links. Please open it again from the mail, or copy all of it.</p>,
    404,
  );
}

/** A handler of a form; one that cannot be read is answered without it. */
export function withForm<Found extends Context>(
  handle: (context: Found, fields: URLSearchParams) => Promise<Response> | Response,
) {
  return async (context: Found): Promise<Response> => {
    const reading = await readForm(context.req.raw);
    return 'status' in reading ? refusalPage(context, reading) : handle(context, reading.fields);
  };
}
