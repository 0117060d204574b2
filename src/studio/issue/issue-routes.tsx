import { Hono } from 'hono';
import { z } from 'zod';
import { isoWeekSchema } from '#calendar/iso-week.ts';
import { checkContext } from '#delivery/check-context.ts';
import { sendTest } from '#delivery/send-test.ts';
import { isEditable } from '#issue/edit-issue.ts';
import type { SendingIssue, SentIssue } from '#issue/issue.ts';
import { findIssue } from '#issue/issue-queries.ts';
import { prepareMail } from '#rendering/prepare-mail.ts';
import { type Address, addressSchema } from '#subscribers/address.ts';
import { Message } from '../parts/message.tsx';
import { Sending } from '../sending/sending.tsx';
import { sendingState } from '../sending/sending-state.ts';
import type { Studio, StudioEnv } from '../studio.ts';
import { studioPage } from '../studio-page.tsx';
import { doneWords } from './done-words.ts';
import { FindingsList } from './findings-list.tsx';
import { actOnIssue, issueActs } from './issue-acts.ts';
import { issueAddress } from './issue-address.ts';
import { restPage } from './rest-page.tsx';
import { saveDesk } from './save-desk.tsx';
import { showDesk } from './show-desk.tsx';
import { type Here, withName, withNameAndForm } from './with-name.ts';

/** An issue that is out of the editors' hands: how it goes, or went. */
async function sendingPage(studio: Studio, here: Here, issue: SendingIssue | SentIssue): Promise<Response> {
  const { app, rehearsal } = studio;
  const { context, name, editor } = here;
  const sending = await sendingState(app.store, name);
  if (!sending) return context.redirect(issueAddress(name), 303);
  const words = doneWords(context.req.query('done'));
  const children = (
    <>
      {words && <Message kind="done">{words}</Message>}
      <Sending issue={issue} sending={sending} timeZone={app.config.timeZone} />
    </>
  );
  const title = `${name} · ${issue.state}`;
  return studioPage(context, { title, editor, rehearsal, scripts: ['sending', 'moments'], children });
}

async function showIssue(studio: Studio, here: Here): Promise<Response> {
  const { context, name } = here;
  const issue = await findIssue(studio.app.store, name);
  if (issue?.state === 'sending' || issue?.state === 'sent') return sendingPage(studio, here, issue);
  if (!isEditable(issue)) return restPage(studio, here, issue);
  const words = doneWords(context.req.query('done'));
  return showDesk(studio, here, issue, { message: words && <Message kind="done">{words}</Message> });
}

/** Every check, the slow ones too, of what is saved. */
async function showChecks(studio: Studio, { context, name, editor }: Here): Promise<Response> {
  const { app } = studio;
  const issue = await findIssue(app.store, name);
  if (!isEditable(issue)) return context.redirect(issueAddress(name), 303);
  const { findings } = await prepareMail(issue.content, app.mail, await checkContext(app.store, name, app.today()));
  if (context.req.header('accept') === 'application/json') return context.json({ findings });
  const children = (
    <>
      <h1>{`Every check of ${name}`}</h1>
      <FindingsList findings={findings} />
      <p>
        <a href={issueAddress(name)}>Back to the issue</a>
      </p>
    </>
  );
  return studioPage(context, { title: `Checks of ${name}`, editor, rehearsal: studio.rehearsal, children });
}

const MOST_TESTS = 20;

function addressesOf(text: string): { kind: 'read'; to: Address[] } | { kind: 'wrong'; problem: string } {
  const given = text.split(/[\s,;]+/).filter(Boolean);
  if (given.length === 0 || given.length > MOST_TESTS)
    return { kind: 'wrong', problem: `needs 1 to ${MOST_TESTS} addresses` };
  const to: Address[] = [];
  for (const address of given) {
    const parsed = addressSchema.safeParse(address);
    if (!parsed.success) return { kind: 'wrong', problem: `"${address}" ${parsed.error.issues[0]?.message}` };
    to.push(parsed.data);
  }
  return { kind: 'read', to };
}

async function testSend(studio: Studio, here: Here, fields: URLSearchParams): Promise<Response> {
  const { app, newToken } = studio;
  const { context, name } = here;
  const issue = await findIssue(app.store, name);
  if (!isEditable(issue)) return context.redirect(issueAddress(name), 303);
  const refuse = (problem: string) => {
    const message = <Message kind="problem">{`The test was not sent: ${problem}`}</Message>;
    return showDesk(studio, here, issue, { message, status: 422 });
  };
  const addresses = addressesOf(fields.get('to') ?? '');
  if (addresses.kind === 'wrong') return refuse(addresses.problem);
  const provider = await app.provider();
  if (!provider) return refuse('RESEND_API_KEY is not set, so nothing can reach a real inbox');
  const test = {
    name,
    content: issue.content,
    mail: app.mail,
    secret: app.config.appSecret,
    to: addresses.to,
    id: newToken(),
  };
  const result = await sendTest(provider.submitBatch, test);
  if (result.kind === 'refused') return refuse(result.problem);
  return context.redirect(`${issueAddress(name)}?done=tested`, 303);
}

const reasonSchema = z.string().trim().min(1, 'is missing').max(300, 'is longer than 300 characters');
/** What stands in the history for as long as the issue does needs a reason; what only takes it back does not. */
const REASONED: readonly string[] = ['hold', 'skip'];
const DONE = { withdraw: 'withdrawn', hold: 'held', release: 'released', skip: 'skipped' } as const;

async function act(
  { app }: Studio,
  { context, name, editor }: Here,
  fields: URLSearchParams,
  step: keyof typeof DONE,
): Promise<Response> {
  const given = reasonSchema.safeParse(fields.get('reason') ?? '');
  if (REASONED.includes(step) && !given.success)
    return context.text(`The reason ${given.error.issues[0]?.message}.`, 422);
  const acting = await actOnIssue(app.store, issueActs[step], {
    name,
    who: editor,
    at: app.clock(),
    reason: given.data ?? '',
  });
  return context.redirect(`${issueAddress(name)}${acting.kind === 'done' ? `?done=${DONE[step]}` : ''}`, 303);
}

/** Takes a week's issue anew from the data; what is mailed beside a week is not made of it. */
async function composeAnew({ app }: Studio, { context, name, editor }: Here): Promise<Response> {
  const week = isoWeekSchema.safeParse(name);
  const composing = week.success ? await app.compose(week.data, { who: editor, overEdits: true }) : undefined;
  const done = composing?.kind === 'composed' || composing?.kind === 'unchanged' ? `?done=${composing.kind}` : '';
  return context.redirect(`${issueAddress(name)}${done}`, 303);
}

/** An issue on its desk: look, change, try, decide. */
export function issueRoutes(studio: Studio): Hono<StudioEnv> {
  const routes = new Hono<StudioEnv>();
  routes.get(
    '/issues/:name',
    withName(studio, (here) => showIssue(studio, here)),
  );
  routes.get(
    '/issues/:name/checks',
    withName(studio, (here) => showChecks(studio, here)),
  );
  routes.post(
    '/issues/:name/save',
    withNameAndForm(studio, (here, fields) => saveDesk(studio, here, fields)),
  );
  routes.post(
    '/issues/:name/test-send',
    withNameAndForm(studio, (here, fields) => testSend(studio, here, fields)),
  );
  for (const name of Object.keys(DONE) as (keyof typeof DONE)[]) {
    routes.post(
      `/issues/:name/${name}`,
      withNameAndForm(studio, (here, fields) => act(studio, here, fields, name)),
    );
  }
  routes.post(
    '/issues/:name/compose',
    withName(studio, (here) => composeAnew(studio, here)),
  );
  return routes;
}
