import type { App } from '../../app.ts';
import { ConsentWords } from '../parts/consent-words.tsx';
import { FILL_LEAST_MS, formStartedStamp } from './form-started.ts';
import type { Carried } from './sign-up-schema.ts';

type AgainFormProps = {
  app: App;
  email: string;
  button: string;
  problem?: string;
  challenge?: boolean;
  carried?: Carried;
};

const NOTHING_CARRIED: Carried = { page: '/subscribe', votes: '' };

/** Where the address stands already there is nothing to type, and a press at once is a person's. */
function stampFor(app: App, email: string): string {
  const nowMs = app.clock().getTime();
  return formStartedStamp(app.config.appSecret, new Date(email === '' ? nowMs : nowMs - FILL_LEAST_MS));
}

function Challenge() {
  return (
    <>
      <p>Your browser does a little work first, which keeps robots out. Wait for the tick, then press.</p>
      <link rel="stylesheet" href="/challenge/altcha.css" />
      <script type="module" src="/challenge/start.js" />
      <altcha-widget challenge="/challenge" auto="onload" />
      <noscript>
        <p>This needs JavaScript at the moment. Without it, please come back in an hour.</p>
      </noscript>
    </>
  );
}

/** The form once more, with what was typed and what was wrong with it. */
export function AgainForm({ app, email, button, problem, challenge, carried = NOTHING_CARRIED }: AgainFormProps) {
  return (
    <form method="post" action="/subscribe">
      <p>
        <label htmlFor="email">E-mail address</label>{' '}
        <input
          id="email"
          name="email"
          type="email"
          autoComplete="email"
          required
          defaultValue={email}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : 'problem'}
        />
      </p>
      {problem && (
        <p id="problem" role="alert">
          {problem}
        </p>
      )}
      <input type="hidden" name="page" value={carried.page} />
      {carried.votes !== '' && <input type="hidden" name="votes" value={carried.votes} />}
      <input type="hidden" name="started" value={stampFor(app, email)} />
      {challenge && <Challenge />}
      <button type="submit">{button}</button>
      <ConsentWords />
    </form>
  );
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'altcha-widget': { challenge: string; auto: string };
    }
  }
}
