import { Hono } from 'hono';
import { z } from 'zod';
import { checkContext } from '#delivery/check-context.ts';
import { sendTest } from '#delivery/send-test.ts';
import { isEditable } from '#issue/edit-week.ts';
import { findIssue } from '#issue/issue-queries.ts';
import { prepareMail } from '#rendering/prepare-mail.ts';
import { type Address, addressSchema } from '#subscribers/address.ts';
import { Message } from '../parts.tsx';
import { lookingOf } from '../preview/preview-pane.tsx';
import type { Studio, StudioEnv } from '../studio.ts';
import { studioPage } from '../studio-page.tsx';
import { openDesk } from './desk.ts';
import { deskPage, issueAddress } from './desk-page.tsx';
import { doneWords } from './done-words.ts';
import { FindingsList } from './findings-list.tsx';
import { actOnIssue, issueActs } from './issue-acts.ts';
import { restPage } from './rest-page.tsx';
import { saveDesk } from './save-desk.tsx';
import { type Here, withWeek, withWeekForm } from './with-week.ts';

async function showIssue(studio: Studio, here: Here): Promise<Response> {
  const { context, week, editor } = here;
  const issue = await findIssue(studio.app.store, week);
  if (!isEditable(issue)) return restPage(studio, here, issue);
  const { look, width, done } = context.req.query();
  const words = doneWords(done);
  const message = words && <Message kind="done">{words}</Message>;
  const desk = await openDesk(studio.app, issue);
  return deskPage(studio, context, { desk, editor, looking: lookingOf(look, width), message });
}

/** Every check, the slow ones too, of what is saved. */
async function showChecks(studio: Studio, { context, week, editor }: Here): Promise<Response> {
  const { app } = studio;
  const issue = await findIssue(app.store, week);
  if (!isEditable(issue)) return context.redirect(issueAddress(week), 303);
  const { findings } = await prepareMail(issue.content, app.mail, await checkContext(app.store, week, app.today()));
  if (context.req.header('accept') === 'application/json') return context.json({ findings });
  const children = (
    <>
      <h1>{`Every check of ${week}`}</h1>
      <FindingsList findings={findings} />
      <p>
        <a href={issueAddress(week)}>Back to the issue</a>
      </p>
    </>
  );
  return studioPage(context, { title: `Checks of ${week}`, editor, rehearsal: studio.rehearsal, children });
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
  const { context, week, editor } = here;
  const issue = await findIssue(app.store, week);
  if (!isEditable(issue)) return context.redirect(issueAddress(week), 303);
  const refuse = async (problem: string) => {
    const message = <Message kind="problem">{`The test was not sent: ${problem}`}</Message>;
    const looking = lookingOf(undefined, undefined);
    return deskPage(studio, context, { desk: await openDesk(app, issue), editor, looking, message, status: 422 });
  };
  const addresses = addressesOf(fields.get('to') ?? '');
  if (addresses.kind === 'wrong') return refuse(addresses.problem);
  const provider = await app.provider();
  if (!provider) return refuse('RESEND_API_KEY is not set, so nothing can reach a real inbox');
  const test = {
    content: issue.content,
    mail: app.mail,
    secret: app.config.appSecret,
    to: addresses.to,
    id: newToken(),
  };
  const result = await sendTest(provider.submitBatch, test);
  if (result.kind === 'refused') return refuse(result.problem);
  return context.redirect(`${issueAddress(week)}?done=tested`, 303);
}

const reasonSchema = z.object({ reason: z.string().trim().max(300).default('') });
const DONE = { withdraw: 'withdrawn', hold: 'held', release: 'released', skip: 'skipped' } as const;

/** An issue on its desk: look, change, try, decide. */
export function issueRoutes(studio: Studio): Hono<StudioEnv> {
  const { app } = studio;
  const routes = new Hono<StudioEnv>();
  routes.get(
    '/issues/:week',
    withWeek(studio, (here) => showIssue(studio, here)),
  );
  routes.get(
    '/issues/:week/checks',
    withWeek(studio, (here) => showChecks(studio, here)),
  );
  routes.post(
    '/issues/:week/save',
    withWeekForm(studio, (here, fields) => saveDesk(studio, here, fields)),
  );
  routes.post(
    '/issues/:week/test-send',
    withWeekForm(studio, (here, fields) => testSend(studio, here, fields)),
  );
  for (const name of Object.keys(DONE) as (keyof typeof DONE)[]) {
    routes.post(
      `/issues/:week/${name}`,
      withWeekForm(studio, async ({ context, week, editor }, fields) => {
        const { reason } = reasonSchema.parse(Object.fromEntries(fields));
        const acting = await actOnIssue(app.store, issueActs[name], { week, who: editor, at: app.clock(), reason });
        return context.redirect(`${issueAddress(week)}${acting.kind === 'done' ? `?done=${DONE[name]}` : ''}`, 303);
      }),
    );
  }
  routes.post(
    '/issues/:week/compose',
    withWeek(studio, async ({ context, week, editor }) => {
      await app.compose(week, { who: editor, overEdits: true });
      return context.redirect(`${issueAddress(week)}?done=composed`, 303);
    }),
  );
  return routes;
}
