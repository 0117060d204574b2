import { type Context, Hono } from 'hono';
import { type Stance, stanceSchema } from '#catalog/review.ts';
import { subscriberById } from '#subscribers/leaving-queries.ts';
import { parseReaderToken, type ReaderTokenContent } from '#subscribers/reader-token.ts';
import { castVote, votesOfReader } from '#votes/vote-queries.ts';
import type { App } from '../../app.ts';
import { AgainForm } from '../sign-up/again-form.tsx';
import { brokenLinkPage, readerPage, withForm } from './reader-page.tsx';
import { type Choices, choicesIn, choicesInAddress, type VotedPairing, votedPairing } from './voting.ts';

const WORDS: Record<Stance, string> = { ship: 'Ship it', skip: 'Skip it' };

function Ballot({ pairing, chosen }: { pairing: VotedPairing; chosen: Choices }) {
  return (
    <form method="post" className="vote">
      {pairing.tools.map(({ slug, name }) => (
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

function Counted({ pairing, choices }: { pairing: VotedPairing; choices: Choices }) {
  return (
    <>
      <ul>
        {pairing.tools
          .filter(({ slug }) => choices.has(slug))
          .map(({ slug, name }) => (
            <li key={slug}>
              {name}: {choices.get(slug)}
            </li>
          ))}
      </ul>
      <p>
        One vote a reader and tool; the last one stands. <a href={`/compare/${pairing.slug}`}>Back to the comparison</a>
        .
      </p>
    </>
  );
}

function gonePage(context: Context): Response {
  return readerPage(
    context,
    'No such comparison',
    <p>
      It was taken back. There are <a href="/issues">others</a>.
    </p>,
    404,
  );
}

/** For visitors and for readers who were erased: only readers vote, so that everybody votes once. */
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

type Voter = { reader: ReaderTokenContent; pairing: VotedPairing };

/** Who votes on what; the page that says why not, when nobody does. */
async function voterOf(app: App, context: Context): Promise<Voter | Response> {
  const reader = parseReaderToken(app.secrets, context.req.param('token') ?? '');
  if (reader === undefined) return brokenLinkPage(context);
  const pairing = await votedPairing(app, context.req.param('pairing') ?? '');
  if (pairing === undefined) return gonePage(context);
  const known = await subscriberById(app.store, reader.subscriberId);
  return known ? { reader, pairing } : signUpPage(context, app);
}

async function vote(app: App, context: Context, fields: URLSearchParams): Promise<Response> {
  const voter = await voterOf(app, context);
  if (voter instanceof Response) return voter;
  const { reader, pairing } = voter;
  const choices = choicesIn(pairing, (name) => fields.get(name));
  if (choices.size === 0)
    return readerPage(context, 'Ship or skip?', <Ballot pairing={pairing} chosen={choices} />, 422);
  await app.store.transaction().execute(async (transaction) => {
    for (const [tool, choice] of choices) await castVote(transaction, tool, reader.subscriberId, choice, app.clock());
  });
  return readerPage(context, 'Your vote is counted', <Counted pairing={pairing} choices={choices} />);
}

/** Votes from the links of a mail. The link chooses, the button votes: scanners open every link. */
export function voteRoutes(app: App): Hono {
  const routes = new Hono();
  routes.get('/vote/:pairing/:token', async (context) => {
    const voter = await voterOf(app, context);
    if (voter instanceof Response) return voter;
    const { reader, pairing } = voter;
    const chosen = new Map([
      ...(await votesOfReader(app.store, reader.subscriberId)),
      ...choicesInAddress(pairing, context),
    ]);
    const title = `${pairing.tools[0].name} or ${pairing.tools[1].name}?`;
    return readerPage(context, title, <Ballot pairing={pairing} chosen={chosen} />);
  });
  routes.post(
    '/vote/:pairing/:token',
    withForm((context, fields) => vote(app, context, fields)),
  );
  routes.post(
    '/vote/:pairing',
    withForm((context) => signUpPage(context, app)),
  );
  return routes;
}
