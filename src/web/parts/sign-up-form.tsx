import { ConsentWords } from './consent-words.tsx';

export type SignUpFormProps = {
  /** The path the form stands on, kept with the reader's consent. */
  page: string;
  /** When the form was handed out, as the sign-up wants it written. */
  started: string;
  /** The heading's level, so that headings stay in order. */
  level?: 2 | 3;
};

/** The one way onto the list. People never see the field `website`; programs that fill it in give themselves away. */
export function SignUpForm({ page, started, level = 2 }: SignUpFormProps) {
  const Heading = `h${level}` as const;
  return (
    <section className="sign-up" aria-labelledby="sign-up">
      <p className="kicker">Weekly AI Tool Verdicts</p>
      <Heading id="sign-up">The next verdicts, in your inbox</Heading>
      <p>A handful of new AI tools side by side, once a week, each with one clear call. No afternoon wasted.</p>
      <form method="post" action="/subscribe">
        <label htmlFor="sign-up-email">Your e-mail address</label>
        <div className="field">
          <input id="sign-up-email" type="email" name="email" autoComplete="email" required />
          <button type="submit">Send me the verdicts</button>
        </div>
        <div className="honeypot" aria-hidden="true">
          <label htmlFor="sign-up-website">Leave this empty</label>
          <input id="sign-up-website" type="text" name="website" tabIndex={-1} autoComplete="off" />
        </div>
        <input type="hidden" name="page" value={page} />
        <input type="hidden" name="started" value={started} />
        <ConsentWords />
      </form>
    </section>
  );
}
