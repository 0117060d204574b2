import { type Context, Hono } from 'hono';
import { frozenMessage } from '#delivery/batch-queries.ts';
import { type EditableIssue, isEditable } from '#issue/edit-issue.ts';
import { isEditableDigest } from '#issue/edit-week.ts';
import { inInterestOrder, interestOrder } from '#issue/interest-order.ts';
import type { Issue } from '#issue/issue.ts';
import { isDigest, lineupOf } from '#issue/issue-content.ts';
import { issueNameSchema } from '#issue/issue-name.ts';
import { findIssue, issueId } from '#issue/issue-queries.ts';
import type { MailMessage } from '#rendering/mail-message.ts';
import { renderIssue } from '#rendering/render-issue.ts';
import type { LayoutFault } from '#rendering/special/layout-fault.ts';
import { readForm } from '../../web/reader/read-body.ts';
import { isBeside } from '../beside/beside-desk.tsx';
import { readBesideForm } from '../beside/beside-form.ts';
import { compileSponsor } from '../issue/compile-sponsor.ts';
import { openDesk } from '../issue/desk.ts';
import { DESK_FORM_MOST_BYTES, readDeskForm } from '../issue/desk-form.ts';
import { type OpenIssue, openIssue } from '../issue/open-issue.ts';
import { guard } from '../sign-in/guard.ts';
import type { Studio, StudioEnv } from '../studio.ts';
import type { KeptPreviews, Previewed } from './kept-previews.ts';
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
  context.header('x-content-type-options', 'nosniff');
  context.header('referrer-policy', 'no-referrer');
  const look = previewLooks.find((candidate) => candidate.name === name);
  context.header('content-security-policy', framePolicy(look?.images ?? false));
  if (look) return context.html(look.show(filled(html)));
  if (name === 'text' || name === 'source') return context.text(filled(name === 'text' ? text : html));
  return context.text('There is no such look.', 404);
}

async function issueOf({ app }: Studio, context: Context): Promise<Issue | undefined> {
  const name = issueNameSchema.safeParse(context.req.param('name'));
  return name.success ? findIssue(app.store, name.data) : undefined;
}

/** The mail as readers get it who chose the category: rendered anew where that is another order of its pairings. */
async function asReaderOf({ app }: Studio, category: string, { content, message }: Previewed): Promise<MailMessage> {
  const order = interestOrder(lineupOf(content), [category]);
  if (order === undefined || !isDigest(content)) return message;
  return renderIssue(inInterestOrder(content, order), app.mail);
}

/** What would go out now; of an issue that went out, the very mail that was frozen. */
async function savedMessage(studio: Studio, context: Context, category: string): Promise<MailMessage | undefined> {
  const { store, mail } = studio.app;
  const issue = await issueOf(studio, context);
  if (issue?.state === 'sending' || issue?.state === 'sent')
    return frozenMessage(store, await issueId(store, issue.name));
  if (!issue || !('content' in issue) || !issue.content) return undefined;
  const { content } = issue;
  return asReaderOf(studio, category, { content, message: await renderIssue(content, mail) });
}

type Typed = { open: OpenIssue; faults: readonly LayoutFault[] } | { problem: string };

/** What is typed, rendered and checked as it would be if it were saved now. */
async function openTyped({ app }: Studio, issue: EditableIssue, form: URLSearchParams): Promise<Typed> {
  if (isEditableDigest(issue)) {
    const reading = readDeskForm(form, app.config.timeZone);
    if (reading.kind === 'unreadable') return { problem: reading.problems[0]?.problem ?? 'cannot be read' };
    const { fields, faults } = await compileSponsor(reading.form, issue.content.sponsor);
    return { open: await openDesk(app, issue, fields), faults };
  }
  if (!isBeside(issue)) return { problem: 'The issue can no longer be changed.' };
  const reading = await readBesideForm(app, issue, form);
  if (reading.kind === 'unreadable') return { problem: reading.problem };
  return { open: await openIssue(app, issue, reading.form.content), faults: reading.form.faults };
}

/** What a script needs after each key press: the frame's id, sizes, findings, what is wrong with a layout. */
async function previewTyped(studio: Studio, previews: KeptPreviews, context: Context): Promise<Response> {
  const issue = await issueOf(studio, context);
  if (!isEditable(issue)) return context.json({ problem: 'The issue can no longer be changed.' }, 409);
  const body = await readForm(context.req.raw, DESK_FORM_MOST_BYTES);
  if ('status' in body) return context.json({ problem: body.problem }, body.status);
  const typed = await openTyped(studio, issue, body.fields);
  if ('problem' in typed) return context.json(typed, 422);
  const { content, message, findings } = typed.open;
  return context.json({
    id: previews.keep({ content, message }),
    htmlBytes: Buffer.byteLength(message.html),
    textBytes: Buffer.byteLength(message.text),
    findings,
    faults: typed.faults,
  });
}

/** Renders what is typed and not saved. */
export function previewRoutes(studio: Studio, previews: KeptPreviews): Hono<StudioEnv> {
  const routes = new Hono<StudioEnv>();
  routes.post('/issues/:name/preview', (context) => previewTyped(studio, previews, context));
  return routes;
}

/** The frames of the preview; each has a policy of its own, much stricter than that of the page around it. */
export function frameRoutes(studio: Studio, previews: KeptPreviews): Hono<StudioEnv> {
  const routes = new Hono<StudioEnv>();
  routes.get('/issues/:name/preview/:id/:look', guard(studio), async (context) => {
    const { id, look } = context.req.param();
    const category = context.req.query('reader') ?? '';
    const typed = previews.find(id);
    const message = typed
      ? await asReaderOf(studio, category, typed)
      : id === 'saved' && (await savedMessage(studio, context, category));
    if (!message) return context.text('This preview is over. Change something, or load the page again.', 404);
    return frame(context, message, look);
  });
  return routes;
}
