import { longDate } from '#calendar/plain-date.ts';
import { mailedDigests } from '#issue/issue-queries.ts';
import type { App } from '../../app.ts';
import { renderPage } from '../page.tsx';
import { SignUpForm } from '../parts/sign-up-form.tsx';
import { formStamp } from './form-stamp.ts';
import { mailedBlocks } from './mailed-blocks.ts';

type MailedIssue = Awaited<ReturnType<typeof mailedDigests>>[number];

function IssueEntry({ app, issue: { content } }: { app: App; issue: MailedIssue }) {
  return (
    <li>
      <p className="kicker">{`${content.week} · ${longDate(content.date)}`}</p>
      <h2>
        <a href={`/issues/${content.week}`}>{content.subject}</a>
      </h2>
      <ul className="plain">
        {mailedBlocks(content, app.mail).map(({ url, heading, call }) => (
          <li key={url}>
            <b>{heading}.</b> {call.sentence}
          </li>
        ))}
      </ul>
    </li>
  );
}

/** Every issue that went out, the newest first. */
export async function issuesPage(app: App): Promise<string> {
  const issues = await mailedDigests(app.store);
  const canonical = `${app.config.publicUrl}/issues`;
  const description = 'Every issue of Weekly AI Tool Verdicts as it was mailed, the newest first.';
  return renderPage({
    title: 'All issues',
    description,
    canonical,
    structuredData: {
      '@context': 'https://schema.org',
      '@type': 'CollectionPage',
      name: 'All issues',
      url: canonical,
      hasPart: issues.map(({ content }) => ({
        '@type': 'Article',
        headline: content.subject,
        datePublished: content.date,
        url: `${canonical}/${content.week}`,
      })),
    },
    children: (
      <>
        <h1>All issues</h1>
        {issues.length === 0 && <p>None has gone out yet. The first one will stand here.</p>}
        {issues.length > 0 && (
          <ol className="entries">
            {issues.map((issue) => (
              <IssueEntry key={issue.name} app={app} issue={issue} />
            ))}
          </ol>
        )}
        <SignUpForm page="/issues" started={formStamp(app)} />
      </>
    ),
  });
}
