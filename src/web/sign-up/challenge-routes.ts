import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { App } from '../../app.ts';
import { keepPrivate } from '../reader/reader-page.tsx';
import { newChallenge } from './challenge.ts';
import { mayCallFrom } from './form-origin.ts';

const SCRIPT = 'text/javascript; charset=utf-8';

/** ALTCHA in separate files: its one-file build makes workers and styles from strings, which our policy forbids. */
const FILES = {
  'altcha.js': { source: 'altcha/external', type: SCRIPT },
  'sha.js': { source: 'altcha/workers/sha', type: SCRIPT },
  'altcha.css': { source: 'altcha/altcha.css', type: 'text/css; charset=utf-8' },
} as const;

const START = `import '/challenge/altcha.js';
$altcha.algorithms.set('SHA-256', () => new Worker('/challenge/sha.js', { type: 'module' }));
`;

/** The proof of work: a new challenge, and the files that a browser solves it with. */
export function challengeRoutes(app: App): Hono {
  const routes = new Hono();
  routes.use('/challenge', cors({ origin: (asking) => (mayCallFrom(app, asking) ? asking : null) }));
  routes.get('/challenge', async (context) => {
    keepPrivate(context);
    return context.json(await newChallenge(app));
  });
  routes.get('/challenge/start.js', (context) => context.body(START, 200, { 'content-type': SCRIPT }));
  for (const [name, { source, type }] of Object.entries(FILES)) {
    routes.get(`/challenge/${name}`, async (context) => {
      const path = fileURLToPath(import.meta.resolve(source));
      return context.body(await readFile(path, 'utf8'), 200, { 'content-type': type });
    });
  }
  return routes;
}
