import type { PairingSlug } from '#catalog/pairing.ts';
import { type Stance, stanceSchema } from '#catalog/review.ts';
import type { Tool } from '#catalog/tool.ts';

type VotedTool = Pick<Tool, 'slug' | 'name'>;

export type VoteFormProps = { pairing: PairingSlug; tools: readonly [VotedTool, VotedTool] };

const CHOICE_WORDS: Record<Stance, string> = { ship: 'Ship', skip: 'Skip' };

/** Ship or skip for either tool; a field is named by its tool's slug, and a tool left out is not voted on. */
export function VoteForm({ pairing, tools }: VoteFormProps) {
  return (
    <form className="vote" method="post" action={`/vote/${pairing}`}>
      <div className="two-up">
        {tools.map(({ slug, name }) => (
          <fieldset key={slug}>
            <legend>{name}</legend>
            {stanceSchema.options.map((choice) => (
              <label key={choice} className={`choice ${choice}`}>
                <input type="radio" name={slug} value={choice} /> {CHOICE_WORDS[choice]}
              </label>
            ))}
          </fieldset>
        ))}
      </div>
      <p className="small">
        One vote a reader and tool. A reader already? The vote link in your mail knows you. Not yet? Vote here: it is
        kept until you confirm a sign-up, and then it counts.
      </p>
      <button type="submit">Cast my vote</button>
    </form>
  );
}
