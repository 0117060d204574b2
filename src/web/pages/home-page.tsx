import { longDate } from '#calendar/plain-date.ts';
import { mailedDigests } from '#issue/issue-queries.ts';
import type { App } from '../../app.ts';
import { renderPage } from '../page.tsx';
import { ComparisonList } from '../parts/comparison-list.tsx';
import { Lineup } from '../parts/lineup.tsx';
import { SignUpForm } from '../parts/sign-up-form.tsx';
import { formStamp } from './form-stamp.ts';
import { mailedBlocks } from './mailed-blocks.ts';
import { type Published, readPublished } from './published.ts';

const DESCRIPTION =
  'New AI tools two at a time, once a week: what the panel says, what it costs to start, what readers say, and one clear call.';

/** How many comparisons stand in for an issue before there is one. */
const BEFORE_THE_FIRST_ISSUE = 5;

type NewestIssue = Awaited<ReturnType<typeof mailedDigests>>[number];

function Newest({ app, issue }: { app: App; issue: NewestIssue }) {
  const { content } = issue;
  return (
    <>
      <p className="issue-line">
        <a href={`/issues/${content.week}`}>{`Issue ${content.week}`}</a> · {longDate(content.date)}
      </p>
      <Lineup blocks={mailedBlocks(content, app.mail)}>
        <SignUpForm page="/" started={formStamp(app)} />
      </Lineup>
      <p className="actions">
        <a href="/issues">All issues</a>
      </p>
    </>
  );
}

function NothingSentYet({ app, verdicts }: { app: App; verdicts: Published['verdicts'] }) {
  return (
    <>
      <p className="issue-line">The first issue is being written. Be there when it goes out.</p>
      <SignUpForm page="/" started={formStamp(app)} />
      {verdicts.length > 0 && <h2 className="section">Already compared</h2>}
      <ComparisonList verdicts={verdicts.slice(0, BEFORE_THE_FIRST_ISSUE)} level={3} />
    </>
  );
}

/** The newest issue, the lead first, and the way onto the list. */
export async function homePage(app: App): Promise<string> {
  const [issue] = await mailedDigests(app.store);
  const { publicUrl } = app.config;
  return renderPage({
    title: 'Weekly AI Tool Verdicts',
    description: DESCRIPTION,
    canonical: `${publicUrl}/`,
    structuredData: {
      '@context': 'https://schema.org',
      '@type': 'WebSite',
      name: 'Weekly AI Tool Verdicts',
      url: `${publicUrl}/`,
      description: DESCRIPTION,
    },
    children: (
      <>
        <h1>Which AI tool should you ship with?</h1>
        {issue ? (
          <Newest app={app} issue={issue} />
        ) : (
          <NothingSentYet app={app} verdicts={(await readPublished(app)).verdicts} />
        )}
      </>
    ),
  });
}
