import { type Context, Hono } from 'hono';
import { mailedDigests } from '#issue/issue-queries.ts';
import { rowNumber } from '#store/row-number.ts';
import { type Confirming, confirmSignUp } from '#subscribers/confirm-sign-up.ts';
import { signUpById } from '#subscribers/sign-up-queries.ts';
import { openTimedToken } from '#subscribers/signed-token.ts';
import { castVotes } from '#votes/vote-queries.ts';
import type { App } from '../../app.ts';
import { brokenLinkPage, readerPage, withForm } from '../reader/reader-page.tsx';
import { VotesOfSignUp, visitorsVotes } from './visitors-votes.tsx';

function expiredPage(context: Context): Response {
  const again = <a href="/">Sign up once more</a>;
  return readerPage(
    context,
    'This link is too old',
    <p>It was good for 48 hours. {again}, and a new one comes.</p>,
    410,
  );
}

function ConfirmForm() {
  return (
    <form method="post">
      <p>
        You get the new AI tools side by side, once a week, by mail. Every issue has a link that ends it. What is kept
        of you, and why, is told under <a href="/privacy">Privacy</a>.
      </p>
      <button type="submit">Yes, send it to me</button>
    </form>
  );
}

const ANSWERS: Record<Confirming['kind'], { title: string; words: string; status: 200 | 409 | 410 }> = {
  confirmed: { title: 'You are in', words: 'The next issue comes to you, and a welcome mail before it.', status: 200 },
  'already-in': { title: 'You are in', words: 'You were already: there is nothing left to do.', status: 200 },
  'used-up': {
    title: 'This link was used',
    words: 'To come back, sign up once more and use the new link.',
    status: 410,
  },
  'must-not-be-mailed': {
    title: 'We cannot mail this address',
    words: 'Mail to it came back, or was reported as spam. Please sign up with another address.',
    status: 409,
  },
};

async function showForm(app: App, context: Context, signUpId: number): Promise<Response> {
  const votes = await visitorsVotes(app, await signUpById(app.store, signUpId));
  return readerPage(
    context,
    'Confirm your sign-up',
    <>
      <ConfirmForm />
      {votes && <VotesOfSignUp words="Your vote, which counts with it:" votes={votes} now={app.clock()} />}
    </>,
  );
}

async function confirm(app: App, context: Context, signUpId: number): Promise<Response> {
  const signUp = await signUpById(app.store, signUpId);
  const votes = await visitorsVotes(app, signUp);
  const [newest] = await mailedDigests(app.store);
  const now = app.clock();
  const { kind } = await confirmSignUp(
    {
      store: app.store,
      secrets: app.secrets,
      now,
      welcome: (readerToken) => app.mails.welcome(readerToken, newest?.content),
      confirmed: async (store, id) => votes && castVotes(store, votes.choices, id, now),
    },
    signUpId,
  );
  app.answerSoon();
  const counted = kind === 'confirmed' ? await visitorsVotes(app, signUp) : undefined;
  const { title, words, status } = ANSWERS[kind];
  const page = (
    <>
      <p>{words}</p>
      {counted && <VotesOfSignUp words="Your vote is counted:" votes={counted} now={now} />}
    </>
  );
  return readerPage(context, title, page, status);
}

/** Double opt-in: the link of the mail shows a button, since scanners open every link; the button confirms. */
export function confirmRoutes(app: App): Hono {
  const routes = new Hono();
  const open = (token: string) => openTimedToken(app.secrets, 'confirm-sign-up-1', token, app.clock());
  routes.get('/confirm/:token', (context) => {
    const token = open(context.req.param('token'));
    const signUpId = token.kind === 'forged' ? undefined : rowNumber(token.payload, 36);
    if (signUpId === undefined) return brokenLinkPage(context);
    return token.kind === 'expired' ? expiredPage(context) : showForm(app, context, signUpId);
  });
  routes.post(
    '/confirm/:token',
    withForm((context) => {
      const token = open(context.req.param('token') ?? '');
      const signUpId = token.kind === 'forged' ? undefined : rowNumber(token.payload, 36);
      if (signUpId === undefined) return brokenLinkPage(context);
      return token.kind === 'expired' ? expiredPage(context) : confirm(app, context, signUpId);
    }),
  );
  return routes;
}
