import type { App } from '../../app.ts';
import { formStartedStamp } from './form-started.ts';

type AgainFormProps = { app: App; email: string; button: string; problem?: string; challenge?: boolean };

/** The form once more, with what was typed and what was wrong with it. */
export function AgainForm({ app, email, button, problem, challenge = false }: AgainFormProps) {
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
      <input type="hidden" name="page" value="/subscribe" />
      <input type="hidden" name="started" value={formStartedStamp(app.config.appSecret, app.clock())} />
      {challenge && (
        <>
          <link rel="stylesheet" href="/challenge/altcha.css" />
          <script type="module" src="/challenge/start.js" />
          <altcha-widget challenge="/challenge" auto="onload" />
          <noscript>
            <p>This needs JavaScript at the moment. Without it, please come back in an hour.</p>
          </noscript>
        </>
      )}
      <button type="submit">{button}</button>
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
