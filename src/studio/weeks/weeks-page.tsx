import { type IsoWeek, weekOf } from '#calendar/iso-week.ts';
import { addDays } from '#calendar/plain-date.ts';
import type { Accounting } from '#delivery/accounting.ts';
import { accountingOfIssue } from '#delivery/accounting-queries.ts';
import { audienceSize } from '#delivery/audience-queries.ts';
import type { Issue } from '#issue/issue.ts';
import { allIssues, issueId } from '#issue/issue-queries.ts';
import { renderWithHash } from '#rendering/prepare-mail.ts';
import type { App } from '../../app.ts';
import { issueAddress } from '../issue/desk-page.tsx';
import { ActionButton, counted, Moment, StateStamp } from '../parts.tsx';
import { needsOf } from './needs.ts';

type Week = {
  issue: Issue;
  sendsAt: Date;
  /** Readers it goes or went to. */
  audience: number;
  needs: string[];
};

function wasMailed(issue: Issue): boolean {
  return issue.state === 'sending' || issue.state === 'sent';
}

async function approvalFits(app: App, issue: Issue): Promise<boolean> {
  return issue.state !== 'approved' || (await renderWithHash(issue.content, app.mail)).hash === issue.approval.hash;
}

async function weekOfIssue(app: App, issue: Issue, audience: number): Promise<Week> {
  const accounting: Accounting | undefined = wasMailed(issue)
    ? await accountingOfIssue(app.store, await issueId(app.store, issue.week))
    : undefined;
  const sendsAt = app.sendTime(issue);
  const needs = needsOf(issue, {
    sendsAt,
    now: app.clock(),
    unknown: accounting?.unknown ?? 0,
    unmailed: accounting ? accounting.rejected + accounting.waiting : 0,
    approvalFits: await approvalFits(app, issue),
  });
  return { issue, sendsAt, needs, audience: accounting?.audience ?? audience };
}

function Lineup({ issue }: { issue: Issue }) {
  const content = 'content' in issue ? issue.content : undefined;
  if (!content) return 'reason' in issue ? issue.reason : '';
  return (
    <ol className="names">
      {content.lineup.map(({ pairing, sides }) => (
        <li key={pairing.slug}>{sides.map(({ tool }) => tool.name).join(' vs ')}</li>
      ))}
    </ol>
  );
}

function WeekItem({ week: { issue, sendsAt, audience, needs }, timeZone }: { week: Week; timeZone: string }) {
  return (
    <li className="week">
      <h2>
        <a href={issueAddress(issue.week)}>{issue.week}</a> <StateStamp issue={issue} />
      </h2>
      {needs.map((need) => (
        <p key={need} className="need">
          {need}
        </p>
      ))}
      {issue.state !== 'skipped' && (
        <p className="small">
          {wasMailed(issue) ? 'Began' : 'Goes out'}{' '}
          <Moment at={'frozenAt' in issue ? issue.frozenAt : sendsAt} timeZone={timeZone} /> ·{' '}
          {counted(audience, 'reader')}
        </p>
      )}
      <Lineup issue={issue} />
    </li>
  );
}

/** This week and the next, where they have no issue yet. */
function withoutIssue(app: App, issues: readonly Issue[]): IsoWeek[] {
  const weeks = [app.thisWeek(), weekOf(addDays(app.today(), 7))];
  return weeks.filter((week) => !issues.some((issue) => issue.week === week));
}

/** Every week with what needs a hand first told; the latest on top. */
export async function weeksPage(app: App) {
  const { timeZone } = app.config;
  const issues = await allIssues(app.store);
  const audience = await audienceSize(app.store, app.today());
  const weeks: Week[] = [];
  for (const issue of issues) weeks.push(await weekOfIssue(app, issue, audience));
  return (
    <>
      <h1>Weeks</h1>
      <p>
        {counted(audience, 'active reader')}. It is <Moment at={app.clock()} timeZone={timeZone} />.
      </p>
      {withoutIssue(app, issues).map((week) => (
        <div key={week} className="week none">
          <h2>{week}</h2>
          <p>
            {week === app.thisWeek() ? 'This week' : 'Next week'} has no issue yet. The schedule composes it, or you do:
          </p>
          <ActionButton action={`${issueAddress(week)}/compose`} className="quiet">
            {`Compose ${week}`}
          </ActionButton>
        </div>
      ))}
      <ol className="weeks">
        {weeks.map((week) => (
          <WeekItem key={week.issue.week} week={week} timeZone={timeZone} />
        ))}
      </ol>
      {issues.length === 0 && <p>No issue was ever made here.</p>}
    </>
  );
}
