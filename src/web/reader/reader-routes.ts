import { Hono } from 'hono';
import type { App } from '../../app.ts';

export function readerRoutes(_app: App): Hono {
  return new Hono();
}
