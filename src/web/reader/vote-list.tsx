import { communityWords } from '#rendering/digest-of-issue.ts';
import type { VerdictSide } from '#verdict/verdict.ts';
import { Stamp } from '../parts/stamp.tsx';
import type { Choices } from './voting.ts';

type VoteListProps = { choices: Choices; sides: readonly VerdictSide[] };

/** What somebody chose, beside what all readers say as it stands. */
export function VoteList({ choices, sides }: VoteListProps) {
  return (
    <ul>
      {[...choices].map(([slug, choice]) => {
        const side = sides.find(({ tool }) => tool.slug === slug);
        return (
          side && (
            <li key={slug}>
              {side.tool.name}: <Stamp stance={choice} />{' '}
              <span className="small">{`All readers: ${communityWords(side.community).replace(/^– /, '')}`}</span>
            </li>
          )
        );
      })}
    </ul>
  );
}
