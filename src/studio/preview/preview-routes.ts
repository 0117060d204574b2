import { type Context, Hono } from 'hono';
import { isoWeekSchema } from '#calendar/iso-week.ts';
import { isEditable } from '#issue/edit-week.ts';
import { findIssue } from '#issue/issue-queries.ts';
import type { MailMessage } from '#rendering/mail-message.ts';
import { renderIssue } from '#rendering/render-issue.ts';
import { readForm } from '../../web/reader/read-body.ts';
import { openDesk } from '../issue/desk.ts';
import { DESK_FORM_MOST_BYTES, readDeskForm } from '../issue/desk-form.ts';
import { guard } from '../sign-in/guard.ts';
import type { Studio, StudioEnv } from '../studio.ts';
import type { KeptPreviews } from './kept-previews.ts';
import { previewLooks } from './preview-looks.ts';

/** A frame of its own origin that runs nothing, sends nothing and loads nothing but https pictures. */
function framePolicy(images: boolean): string {
  const pictures = images ? 'https: data:' : "'none'";
  return `sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src ${pictures}; frame-ancestors 'self'`;
}

/** Test tokens in place of the slots, so that a preview reads like a mail and acts for nobody. */
function filled(part: string): string {
  return part.replaceAll('%%READER_TOKEN%%', 'preview');
}

function frame(context: Context, { html, text }: MailMessage, name: string): Response {
  context.header('cache-control', 'no-store');
  context.header('x-frame-options', 'SAMEORIGIN');
  const look = previewLooks.find((candidate) => candidate.name === name);
  context.header('content-security-policy', framePolicy(look?.images ?? false));
  if (look) return context.html(look.show(filled(html)));
  if (name === 'text' || name === 'source') return context.text(filled(name === 'text' ? text : html));
  return context.text('There is no such look.', 404);
}

async function savedMessage({ app }: Studio, week: string): Promise<MailMessage | undefined> {
  const parsed = isoWeekSchema.safeParse(week);
  const issue = parsed.success ? await findIssue(app.store, parsed.data) : undefined;
  return issue && 'content' in issue && issue.content ? renderIssue(issue.content, app.mail) : undefined;
}

/** What a script needs after each key press: the frame's id, sizes, findings. */
async function previewTyped(studio: Studio, previews: KeptPreviews, context: Context): Promise<Response> {
  const { app } = studio;
  const week = isoWeekSchema.safeParse(context.req.param('week'));
  const issue = week.success ? await findIssue(app.store, week.data) : undefined;
  if (!isEditable(issue)) return context.json({ problem: 'The issue can no longer be changed.' }, 409);
  const body = await readForm(context.req.raw, DESK_FORM_MOST_BYTES);
  if ('status' in body) return context.json({ problem: body.problem }, body.status);
  const reading = readDeskForm(body.fields, app.config.timeZone);
  if (reading.kind === 'unreadable') return context.json({ problem: reading.problems[0]?.problem }, 422);
  const { message, findings } = await openDesk(app, issue, reading.form.fields);
  return context.json({
    id: previews.keep(message),
    htmlBytes: Buffer.byteLength(message.html),
    textBytes: Buffer.byteLength(message.text),
    findings,
  });
}

/** Renders what is typed and not saved. */
export function previewRoutes(studio: Studio, previews: KeptPreviews): Hono<StudioEnv> {
  const routes = new Hono<StudioEnv>();
  routes.post('/issues/:week/preview', (context) => previewTyped(studio, previews, context));
  return routes;
}

/** The frames of the preview; each has a policy of its own, much stricter than that of the page around it. */
export function frameRoutes(studio: Studio, previews: KeptPreviews): Hono<StudioEnv> {
  const routes = new Hono<StudioEnv>();
  routes.get('/issues/:week/preview/:id/:look', guard(studio), async (context) => {
    const { week, id, look } = context.req.param();
    const message = id === 'saved' ? await savedMessage(studio, week) : previews.find(id);
    if (!message) return context.text('This preview is over. Change something, or load the page again.', 404);
    return frame(context, message, look);
  });
  return routes;
}
