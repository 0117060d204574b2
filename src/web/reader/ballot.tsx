import type { Context } from 'hono';
import { type Stance, stanceSchema } from '#catalog/review.ts';
import type { Verdict } from '#verdict/verdict.ts';
import { readerPage } from './reader-page.tsx';
import type { Choices } from './voting.ts';

const WORDS: Record<Stance, string> = { ship: 'Ship it', skip: 'Skip it' };

/** Ship or skip for both tools of a comparison, sent back to the address it came from. */
export function Ballot({ verdict, chosen }: { verdict: Verdict; chosen: Choices }) {
  return (
    <form method="post" className="vote">
      {verdict.sides.map(({ tool: { slug, name } }) => (
        <fieldset key={slug}>
          <legend>{name}</legend>
          {stanceSchema.options.map((choice) => (
            <label key={choice} className={`choice ${choice}`}>
              <input type="radio" name={slug} value={choice} defaultChecked={chosen.get(slug) === choice} />{' '}
              {WORDS[choice]}
            </label>
          ))}
        </fieldset>
      ))}
      <button type="submit">Cast my vote</button>
    </form>
  );
}

/** For a vote that says nothing of either tool. */
export function nothingChosenPage(context: Context, verdict: Verdict): Response {
  return readerPage(context, 'Ship or skip?', <Ballot verdict={verdict} chosen={new Map()} />, 422);
}

export function noSuchComparisonPage(context: Context): Response {
  return readerPage(
    context,
    'No such comparison',
    <p>
      It was taken back. There are <a href="/compare">others</a>.
    </p>,
    404,
  );
}
