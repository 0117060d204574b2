import { Hono } from 'hono';
import type { App } from '../../app.ts';
import { styleSheet } from '../style-sheet.ts';

/** What anybody can read: no cookie, cacheable. */
export function publicPages(_app: App): Hono {
  const pages = new Hono();
  pages.get('/style.css', (context) => context.body(styleSheet(), 200, { 'content-type': 'text/css; charset=utf-8' }));
  return pages;
}
