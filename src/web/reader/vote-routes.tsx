import { type Context, Hono } from 'hono';
import { inTransaction } from '#store/in-transaction.ts';
import { subscriberById } from '#subscribers/leaving-queries.ts';
import { parseReaderToken, type ReaderTokenContent } from '#subscribers/reader-token.ts';
import type { Verdict } from '#verdict/verdict.ts';
import { castVotes, votesOfReader } from '#votes/vote-queries.ts';
import type { App } from '../../app.ts';
import { AgainForm } from '../sign-up/again-form.tsx';
import { Ballot, noSuchComparisonPage, nothingChosenPage } from './ballot.tsx';
import { brokenLinkPage, readerPage, withForm } from './reader-page.tsx';
import { answerVisitorsVote } from './visitor-vote.tsx';
import { VoteList } from './vote-list.tsx';
import { type Choices, choicesIn, choicesInAddress, comparisonAfterVote, votedPairing } from './voting.ts';

function Counted({ verdict, choices, now }: { verdict: Verdict; choices: Choices; now: Date }) {
  return (
    <>
      <VoteList choices={choices} sides={verdict.sides} />
      <p>
        One vote a reader and tool; the last one stands.{' '}
        <a href={comparisonAfterVote(verdict, now)}>Back to the comparison</a>.
      </p>
    </>
  );
}

/** For readers who were erased: only readers vote, so that everybody votes once. */
function signUpPage(context: Context, app: App): Response {
  return readerPage(
    context,
    'Votes are for readers',
    <>
      <p>
        Every reader has one vote on each tool, so a vote needs a sign-up. Every issue has a link to vote with. Here is
        the way in:
      </p>
      <AgainForm app={app} email="" button="Sign up" />
    </>,
    403,
  );
}

type Voter = { reader: ReaderTokenContent; verdict: Verdict };

/** Who votes on what; the page that says why not, when nobody does. */
async function voterOf(app: App, context: Context): Promise<Voter | Response> {
  const reader = parseReaderToken(app.secrets, context.req.param('token') ?? '');
  if (reader === undefined) return brokenLinkPage(context);
  const verdict = await votedPairing(app, context.req.param('pairing') ?? '');
  if (verdict === undefined) return noSuchComparisonPage(context);
  const known = await subscriberById(app.store, reader.subscriberId);
  return known ? { reader, verdict } : signUpPage(context, app);
}

async function vote(app: App, context: Context, fields: URLSearchParams): Promise<Response> {
  const voter = await voterOf(app, context);
  if (voter instanceof Response) return voter;
  const { reader, verdict } = voter;
  const choices = choicesIn(verdict, (name) => fields.get(name));
  if (choices.size === 0) return nothingChosenPage(context, verdict);
  const now = app.clock();
  await inTransaction(app.store, (transaction) => castVotes(transaction, choices, reader.subscriberId, now));
  const counted = (await votedPairing(app, verdict.pairing.slug)) ?? verdict;
  return readerPage(context, 'Your vote is counted', <Counted {...{ verdict: counted, choices, now }} />);
}

/** Votes from the links of a mail and of visitors. The link chooses, the button votes: scanners open every link. */
export function voteRoutes(app: App): Hono {
  const routes = new Hono();
  routes.get('/vote/:pairing/:token', async (context) => {
    const voter = await voterOf(app, context);
    if (voter instanceof Response) return voter;
    const { reader, verdict } = voter;
    const chosen = new Map([
      ...(await votesOfReader(app.store, reader.subscriberId)),
      ...choicesInAddress(verdict, context),
    ]);
    const title = `${verdict.sides[0].tool.name} or ${verdict.sides[1].tool.name}?`;
    return readerPage(context, title, <Ballot verdict={verdict} chosen={chosen} />);
  });
  routes.post(
    '/vote/:pairing/:token',
    withForm((context, fields) => vote(app, context, fields)),
  );
  routes.post(
    '/vote/:pairing',
    withForm((context, fields) => answerVisitorsVote(app, context, fields)),
  );
  return routes;
}
