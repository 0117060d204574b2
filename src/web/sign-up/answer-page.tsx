import type { Context } from 'hono';
import type { App } from '../../app.ts';
import { readerPage } from '../reader/reader-page.tsx';
import { AgainForm } from './again-form.tsx';
import type { SignUpAnswer } from './take-sign-up.ts';

const SENTENCES = {
  'too quickly': 'That was quicker than people are. Press once more, and it counts.',
  'without a stamp': 'This form came from elsewhere or lay open for long. Press once more, and it counts.',
} as const;

function checkYourMail(context: Context, app: App, suggestion: string | undefined): Response {
  return readerPage(
    context,
    'Look into your mailbox',
    <>
      <p>We sent you a mail. Its link is good for 48 hours, and nothing else comes before you have pressed it.</p>
      <p>No mail in a few minutes? Look into the spam folder, or check that the address was typed right.</p>
      {suggestion && (
        <>
          <h2>Did you mean {suggestion}?</h2>
          <AgainForm app={app} email={suggestion} button="Yes, use this address" />
        </>
      )}
    </>,
  );
}

/** The page that answers a sign-up form. */
export function answerPage(context: Context, app: App, answer: SignUpAnswer, typed: string): Response {
  switch (answer.kind) {
    case 'check-your-mail':
      return checkYourMail(context, app, answer.suggestion);
    case 'refused': {
      const problem = `The address ${answer.problem}.`;
      const [email, words] =
        answer.suggestion === undefined
          ? [typed, problem]
          : [answer.suggestion, `${problem} Did you mean ${answer.suggestion}?`];
      const form = <AgainForm app={app} email={email} button="Sign up" problem={words} />;
      return readerPage(context, 'That address does not work', form, 422);
    }
    case 'once-more': {
      const form = <AgainForm app={app} email={answer.email} button="Sign up" problem={SENTENCES[answer.why]} />;
      return readerPage(context, 'Once more, please', form, 422);
    }
    case 'challenge': {
      const form = <AgainForm app={app} email={answer.email} button="Sign up" challenge />;
      return readerPage(context, 'One more step', form, 422);
    }
    case 'too-many':
      return readerPage(context, 'Too many at once', <p>Please come back in an hour. Nothing was lost.</p>, 429);
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
