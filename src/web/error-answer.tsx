import type { Context } from 'hono';
import { readerPage } from './reader/reader-page.tsx';

const WORDS = 'Something went wrong on our side. Please try again.';

/** What is said when answering failed: a page to people, a line to programs, and to neither what it was. */
export function errorAnswer(context: Context): Response {
  if (!context.req.header('accept')?.includes('text/html')) return context.text(WORDS, 500);
  return readerPage(context, 'That is our fault', <p>{WORDS}</p>, 500);
}
