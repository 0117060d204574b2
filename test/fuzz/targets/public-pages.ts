import fc from 'fast-check';
import { ISSUES } from '../a-fuzzed-site.ts';
import { mostly } from '../inputs/mutated-text.ts';
import { nastyText } from '../inputs/nasty-text.ts';
import { asking, pathOf, wildQuery } from '../inputs/wild-request.ts';
import { requestTarget } from '../site-target.ts';

const pairing = mostly(fc.constantFrom('alpha-vs-beta', 'beta-vs-alpha', 'gamma-vs-delta'));
const tool = mostly(fc.constantFrom('alpha', 'beta', 'nobody'));
const week = mostly(fc.constantFrom(...Object.values(ISSUES), '2026-W99', '0000-W01', '9999-W53'));
const page = fc.constantFrom(
  '/',
  '/issues',
  '/compare',
  '/panel',
  '/privacy',
  '/embed',
  '/style.css',
  '/icon.svg',
  '/feed.xml',
  '/feed.json',
  '/sitemap.xml',
  '/robots.txt',
  '/challenge',
  '/challenge/start.js',
  '/challenge/altcha.js',
  '/subscribe',
  '/webhooks/resend',
);

const paths = fc.oneof(
  { weight: 3, arbitrary: pathOf(mostly(page), wildQuery) },
  { weight: 3, arbitrary: pathOf('/compare/', pairing, fc.constantFrom('', '', '/og.png', '/x'), wildQuery) },
  { weight: 2, arbitrary: pathOf('/tools/', tool, fc.constantFrom('', '', '/og.png'), wildQuery) },
  { weight: 2, arbitrary: pathOf('/issues/', week, fc.constantFrom('', '', '/og.png'), wildQuery) },
  { weight: 2, arbitrary: pathOf('/', nastyText, '/', nastyText, wildQuery) },
);

/** What anybody can read, asked for in any way. */
export const publicPages = requestTarget({ name: 'public-pages', weight: 20, requests: asking(paths) });
