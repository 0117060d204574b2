import type { Context } from 'hono';
import type { ReactNode } from 'react';
import type { App } from '../../app.ts';
import { readerPage } from '../reader/reader-page.tsx';
import { AgainForm } from './again-form.tsx';
import type { Carried } from './sign-up-schema.ts';
import type { SignUpAnswer } from './take-sign-up.ts';

const SENTENCES = {
  'too quickly': 'That was quicker than people are. Press once more, and it counts.',
  'without a stamp': 'This form came from elsewhere or lay open for long. Press once more, and it counts.',
} as const;

/** What the form held, for when it is shown again. */
type Again = { email: string; carried: Carried };

function checkYourMail(context: Context, app: App, suggestion: string | undefined, { carried }: Again): Response {
  return readerPage(
    context,
    'Look into your mailbox',
    <>
      <p>We sent you a mail. Its link is good for 48 hours, and nothing else comes before you have pressed it.</p>
      {carried.votes !== '' && <p>Your vote is kept until then, and counts once you have confirmed.</p>}
      <p>No mail in a few minutes? Look into the spam folder, or check that the address was typed right.</p>
      {suggestion && (
        <>
          <h2>Did you mean {suggestion}?</h2>
          <AgainForm app={app} email={suggestion} button="Yes, use this address" carried={carried} />
        </>
      )}
    </>,
  );
}

function refused(
  context: Context,
  app: App,
  { problem, suggestion }: Extract<SignUpAnswer, { kind: 'refused' }>,
  { email, carried }: Again,
): Response {
  const said = `The address ${problem}.`;
  const words = suggestion === undefined ? said : `${said} Did you mean ${suggestion}?`;
  const form = <AgainForm app={app} email={suggestion ?? email} button="Sign up" problem={words} carried={carried} />;
  return readerPage(context, 'That address does not work', form, 422);
}

function tooMany(context: Context, form: ReactNode): Response {
  const page = (
    <>
      <p>Please come back in an hour and press again: what you typed stays here.</p>
      {form}
    </>
  );
  return readerPage(context, 'Too many at once', page, 429);
}

/** The page that answers a sign-up form. */
export function answerPage(context: Context, app: App, answer: SignUpAnswer, again: Again): Response {
  const form = { app, ...again, button: 'Sign up' };
  switch (answer.kind) {
    case 'check-your-mail':
      return checkYourMail(context, app, answer.suggestion, again);
    case 'refused':
      return refused(context, app, answer, again);
    case 'once-more': {
      // Both in one step, where both are needed.
      const challenge = app.config.web.signUpChallenge === 'always';
      const page = <AgainForm {...form} problem={SENTENCES[answer.why]} challenge={challenge} />;
      return readerPage(context, 'Once more, please', page, 422);
    }
    case 'challenge':
      return readerPage(context, 'One more step', <AgainForm {...form} challenge />, 422);
    case 'too-many':
      return tooMany(context, <AgainForm {...form} />);
  }
}

/** The same answer for programs. */
export function answerJson(app: App, answer: SignUpAnswer, started: string): { status: 200 | 422 | 429; body: object } {
  switch (answer.kind) {
    case 'check-your-mail':
      return { status: 200, body: { status: answer.kind, suggestion: answer.suggestion ?? null } };
    case 'refused':
      return {
        status: 422,
        body: {
          status: answer.kind,
          field: answer.field,
          problem: answer.problem,
          suggestion: answer.suggestion ?? null,
        },
      };
    case 'once-more':
      return { status: 422, body: { status: answer.kind, problem: SENTENCES[answer.why], started } };
    case 'challenge':
      return { status: 422, body: { status: answer.kind, challenge: `${app.config.publicUrl}/challenge`, started } };
    case 'too-many':
      return { status: 429, body: { status: answer.kind } };
  }
}
