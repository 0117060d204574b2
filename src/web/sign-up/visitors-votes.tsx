import type { SignUp } from '#subscribers/sign-up-queries.ts';
import type { Verdict } from '#verdict/verdict.ts';
import type { App } from '../../app.ts';
import { readPublished } from '../pages/published.ts';
import { comparisonName } from '../parts/comparison-list.tsx';
import { keptVotes } from '../reader/kept-votes.ts';
import { VoteList } from '../reader/vote-list.tsx';
import { type Choices, comparisonAfterVote } from '../reader/voting.ts';

/** What a sign-up votes for, with the comparison it belongs to as it stands now. */
export type VisitorsVotes = { choices: Choices; verdict: Verdict };

/** The votes kept with a sign-up; undefined when there are none, or when no published comparison has these tools. */
export async function visitorsVotes(app: App, signUp: SignUp | undefined): Promise<VisitorsVotes | undefined> {
  const choices = keptVotes(signUp?.votes ?? '');
  if (choices.size === 0) return undefined;
  const { verdicts } = await readPublished(app);
  const fitting = verdicts.filter(({ pairing }) => [...choices.keys()].every((tool) => pairing.tools.includes(tool)));
  const verdict = fitting.find(({ pairing }) => signUp?.page === `/compare/${pairing.slug}`) ?? fitting[0];
  return verdict && { choices, verdict };
}

type VotesOfSignUpProps = { words: string; votes: VisitorsVotes; now: Date };

/** Votes with the way back to where they were made. */
export function VotesOfSignUp({ words, votes: { choices, verdict }, now }: VotesOfSignUpProps) {
  return (
    <>
      <p>{words}</p>
      <VoteList choices={choices} sides={verdict.sides} />
      <p>
        One vote a reader and tool; the link in any issue changes it. Back to{' '}
        <a href={comparisonAfterVote(verdict, now)}>{comparisonName(verdict)}</a>.
      </p>
    </>
  );
}
