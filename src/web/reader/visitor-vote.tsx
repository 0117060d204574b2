import type { Context } from 'hono';
import type { Verdict } from '#verdict/verdict.ts';
import type { App } from '../../app.ts';
import { AgainForm } from '../sign-up/again-form.tsx';
import { noSuchComparisonPage, nothingChosenPage } from './ballot.tsx';
import { votesToKeep } from './kept-votes.ts';
import { readerPage } from './reader-page.tsx';
import { VoteList } from './vote-list.tsx';
import { type Choices, choicesIn, votedPairing } from './voting.ts';

type KeptProps = { app: App; verdict: Verdict; choices: Choices };

function Kept({ app, verdict, choices }: KeptProps) {
  const page = `/compare/${verdict.pairing.slug}`;
  return (
    <>
      <VoteList choices={choices} sides={verdict.sides} />
      <p>
        Only readers’ votes count, one each per tool. Yours is kept until you confirm a sign-up; then it counts. A
        reader already? Then vote with the link in any issue: anybody could type your address in here.
      </p>
      <AgainForm app={app} email="" button="Sign up and vote" carried={{ page, votes: votesToKeep(choices) }} />
      <p>
        <a href={page}>Back to the comparison</a>
      </p>
    </>
  );
}

/** A vote without a token: nothing is counted or stored, the sign-up form takes it along. */
export async function answerVisitorsVote(app: App, context: Context, fields: URLSearchParams): Promise<Response> {
  const verdict = await votedPairing(app, context.req.param('pairing') ?? '');
  if (verdict === undefined) return noSuchComparisonPage(context);
  const choices = choicesIn(verdict, (name) => fields.get(name));
  if (choices.size === 0) return nothingChosenPage(context, verdict);
  return readerPage(context, 'One step, and your vote counts', <Kept {...{ app, verdict, choices }} />);
}
