import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import type { App } from '../../app.ts';
import { mediaType, readText } from '../reader/read-body.ts';
import { keepPrivate, readerPage, withForm } from '../reader/reader-page.tsx';
import { answerJson, answerPage } from './answer-page.tsx';
import { clientAddress, clientHash } from './client-address.ts';
import { mayCallFrom, mayCarryForm } from './form-origin.ts';
import { formStartedStamp } from './form-started.ts';
import { carriedSchema } from './sign-up-schema.ts';
import { type Sender, type SignUpAnswer, takeSignUp } from './take-sign-up.ts';

const USER_AGENT_MOST = 200;

function senderOf(app: App, context: Context): Sender {
  return {
    hash: clientHash(app.config.appSecret, clientAddress(context, app.config.web.trustedProxies)),
    userAgent: (context.req.header('user-agent') ?? '').slice(0, USER_AGENT_MOST),
  };
}

function sayWhenToRetry(context: Context, app: App, answer: SignUpAnswer): void {
  if (answer.kind !== 'too-many') return;
  const seconds = Math.ceil((answer.resetsAt.getTime() - app.clock().getTime()) / 1000);
  context.header('retry-after', String(Math.max(1, seconds)));
}

function formHandler(app: App) {
  return withForm(async (context, fields) => {
    const values = Object.fromEntries(fields);
    const answer = await takeSignUp(app, values, senderOf(app, context));
    sayWhenToRetry(context, app, answer);
    const again = { email: fields.get('email') ?? '', carried: carriedSchema.parse(values) };
    return answerPage(context, app, answer, again);
  });
}

async function answerToJson(app: App, context: Context): Promise<Response> {
  const reading = await readText(context.req.raw);
  keepPrivate(context);
  if ('status' in reading) return context.json({ status: 'unreadable', problem: reading.problem }, reading.status);
  let values: unknown;
  try {
    values = JSON.parse(reading.text);
  } catch {
    return context.json({ status: 'unreadable', problem: 'The body is not JSON.' }, 400);
  }
  const answer = await takeSignUp(app, values, senderOf(app, context));
  sayWhenToRetry(context, app, answer);
  const { status, body } = answerJson(app, answer, formStartedStamp(app.config.appSecret, app.clock()));
  return context.json(body, status);
}

/** The sign-up itself, as a form and as JSON; other sites may call it when FORM_ORIGINS names them (Fetch, CORS). */
export function subscribeRoutes(app: App): Hono {
  const routes = new Hono();
  const origin = (asking: string) => (mayCallFrom(app, asking) ? asking : null);
  routes.use('/subscribe', cors({ origin, allowMethods: ['POST'], allowHeaders: ['content-type'], maxAge: 3600 }));
  const takeForm = formHandler(app);
  routes.post('/subscribe', (context) => {
    if (!mayCarryForm(app, context))
      return readerPage(context, 'Not from there', 'That site may not carry our form.', 403);
    return mediaType(context.req.raw) === 'application/json' ? answerToJson(app, context) : takeForm(context);
  });
  return routes;
}
