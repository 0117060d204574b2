import { Hono } from 'hono';
import { z } from 'zod';
import { isoWeekSchema } from '#calendar/iso-week.ts';
import { beginBeside } from '#issue/begin-beside.ts';
import type { CorrectionContent, SpecialContent } from '#issue/issue-content.ts';
import { mailedDigests } from '#issue/issue-queries.ts';
import { compileLayout } from '#rendering/special/compile-layout.ts';
import { specialLayouts } from '#rendering/special/special-layouts.ts';
import type { App } from '../../app.ts';
import { withForm } from '../../web/reader/reader-page.tsx';
import { issueAddress } from '../issue/issue-address.ts';
import type { Studio, StudioEnv } from '../studio.ts';

/** The first of the layouts, as it is: a special edition begins with something that could go out. */
async function firstSpecial(app: App): Promise<SpecialContent> {
  const [layout] = await specialLayouts();
  const compiled = layout && (await compileLayout(layout.mjml));
  if (!layout || compiled?.kind !== 'compiled')
    throw new Error('the first layout of emails/special does not compile -- invariant');
  const { html, css, text } = compiled;
  return {
    kind: 'special',
    date: app.today(),
    subject: 'A special edition',
    preheader: 'Say here in one line why this mail is worth opening today.',
    mjml: layout.mjml,
    layout: { html, css, text },
  };
}

const correctionSchema = z.object({ of: isoWeekSchema, pairing: z.string().max(200) });

/** A correction of a pairing that an issue carried; undefined when none did. */
async function firstCorrection(app: App, fields: unknown): Promise<CorrectionContent | undefined> {
  const asked = correctionSchema.safeParse(fields);
  if (!asked.success) return undefined;
  const issue = (await mailedDigests(app.store)).find(({ content }) => content.week === asked.data.of);
  const verdict = issue?.content.lineup.find(({ pairing }) => pairing.slug === asked.data.pairing);
  if (!issue || !verdict) return undefined;
  const [a, b] = verdict.sides;
  return {
    kind: 'correction',
    date: app.today(),
    subject: `Correction: ${a.tool.name} or ${b.tool.name}?`.slice(0, 50),
    preheader: `What issue ${issue.content.week} got wrong about these two, and what is right.`,
    of: issue.content.week,
    pairing: verdict.pairing.slug,
    tools: [a.tool.name, b.tool.name],
    words: '',
  };
}

/** Begins what is mailed beside a week's issue; from there on it goes the way of every issue. */
export function beginRoutes(studio: Studio): Hono<StudioEnv> {
  const { app } = studio;
  const routes = new Hono<StudioEnv>();
  const begin = async (content: SpecialContent | CorrectionContent, who: string) =>
    issueAddress(await beginBeside(app.store, { content, today: app.today(), who, at: app.clock() }));
  routes.post('/specials', async (context) =>
    context.redirect(await begin(await firstSpecial(app), context.get('editor')), 303),
  );
  routes.post(
    '/corrections',
    withForm(async (context, fields) => {
      const content = await firstCorrection(app, Object.fromEntries(fields));
      if (!content) return context.text('No issue that was mailed carried that pairing.', 422);
      return context.redirect(await begin(content, context.get('editor')), 303);
    }),
  );
  return routes;
}
