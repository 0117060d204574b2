import { weekOf } from '#calendar/iso-week.ts';
import { addDays } from '#calendar/plain-date.ts';
import type { Accounting } from '#delivery/accounting.ts';
import { accountingOfIssue } from '#delivery/accounting-queries.ts';
import { audienceOf } from '#delivery/audience-queries.ts';
import type { Issue } from '#issue/issue.ts';
import { lineupOf } from '#issue/issue-content.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { issueId, issuesUpTo } from '#issue/issue-queries.ts';
import { renderWithHash } from '#rendering/prepare-mail.ts';
import { countByStatus } from '#subscribers/subscriber-queries.ts';
import type { App } from '../../app.ts';
import { issueAddress } from '../issue/issue-address.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { counted } from '../parts/counted.ts';
import { Moment } from '../parts/moment.tsx';
import { SendsAt } from '../parts/sends-at.tsx';
import { StateStamp } from '../parts/state-stamp.tsx';
import type { Studio } from '../studio.ts';
import { needsOf } from './needs.ts';

type Week = {
  issue: Issue;
  sendsAt: Date | undefined;
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

async function weekOfIssue(app: App, issue: Issue): Promise<Week> {
  const accounting: Accounting | undefined = wasMailed(issue)
    ? await accountingOfIssue(app.store, await issueId(app.store, issue.name))
    : undefined;
  const sendsAt = app.sendTime(issue);
  const needs = needsOf(issue, {
    sendsAt,
    now: app.clock(),
    unknown: accounting?.unknown ?? 0,
    unmailed: accounting ? accounting.rejected + accounting.waiting : 0,
    approvalFits: await approvalFits(app, issue),
  });
  return { issue, sendsAt, needs, audience: accounting?.audience ?? (await audienceNow(app, issue)) };
}

async function audienceNow(app: App, issue: Issue): Promise<number> {
  return 'content' in issue && issue.content ? audienceOf(app.store, issue.content, app.today()) : 0;
}

function Lineup({ issue }: { issue: Issue }) {
  const content = 'content' in issue ? issue.content : undefined;
  if (!content) return 'reason' in issue ? issue.reason : '';
  return (
    <ol className="names">
      {lineupOf(content).map(({ pairing, sides }) => (
        <li key={pairing.slug}>{sides.map(({ tool }) => tool.name).join(' vs ')}</li>
      ))}
    </ol>
  );
}

type WeekItemProps = { week: Week; timeZone: string; now: Date };

function WeekItem({ week: { issue, sendsAt, audience, needs }, timeZone, now }: WeekItemProps) {
  return (
    <li className="week">
      <h2>
        <a href={issueAddress(issue.name)}>{issue.name}</a> <StateStamp issue={issue} />
      </h2>
      {needs.map((need) => (
        <p key={need} className="need">
          {need}
        </p>
      ))}
      {issue.state !== 'skipped' && (
        <p className="small">
          {'frozenAt' in issue ? (
            <>
              Began on <Moment at={issue.frozenAt} timeZone={timeZone} />
            </>
          ) : (
            <>
              Goes out <SendsAt at={sendsAt} timeZone={timeZone} now={now} />
            </>
          )}{' '}
          · {counted(audience, 'reader')}
        </p>
      )}
      <Lineup issue={issue} />
    </li>
  );
}

/** This week and the next, where they have no issue yet. */
function WithoutIssue({ app, issues }: { app: App; issues: readonly Issue[] }) {
  const weeks = [app.thisWeek(), weekOf(addDays(app.today(), 7))];
  const without = weeks.filter((week) => !issues.some((issue) => issue.name === week));
  return without.map((week) => (
    <div key={week} className="week none">
      <h2>{week}</h2>
      <p>
        {week === app.thisWeek() ? 'This week' : 'Next week'} has no issue yet. The schedule composes it, or you do:
      </p>
      <ActionButton action={`${issueAddress(week)}/compose`} className="quiet">
        {`Compose ${week}`}
      </ActionButton>
    </div>
  ));
}

function SampleReaders() {
  return (
    <div className="week none">
      <h2>Nobody is on the list</h2>
      <p>To rehearse with somebody, put the sample readers on it. They are made up; none of them gets a mail.</p>
      <ActionButton action="/studio/sample-readers">Add the sample readers</ActionButton>
    </div>
  );
}

function SomethingElse() {
  return (
    <section className="week none">
      <h2>Something else to say?</h2>
      <p>
        A special edition is laid out by hand and goes the way of every issue: checks, approval, batches, accounting.
      </p>
      <ActionButton action="/studio/specials" className="quiet">
        Begin a special edition
      </ActionButton>
    </section>
  );
}

/** What fits on a page; each of them costs an accounting. */
const WEEKS_A_PAGE = 12;

/** Every week with what needs a hand first told; the latest on top, from a name on where one is given. */
export async function weeksPage({ app, addSampleReaders }: Studio, upTo: IssueName | undefined) {
  const { timeZone } = app.config;
  const found = await issuesUpTo(app.store, upTo, WEEKS_A_PAGE + 1);
  const [issues, older] = [found.slice(0, WEEKS_A_PAGE), found[WEEKS_A_PAGE]];
  const active = (await countByStatus(app.store)).get('active') ?? 0;
  const weeks: Week[] = [];
  for (const issue of issues) weeks.push(await weekOfIssue(app, issue));
  return (
    <>
      <h1>Weeks</h1>
      <p>
        {counted(active, 'active reader')}. It is <Moment at={app.clock()} timeZone={timeZone} />.
      </p>
      {active === 0 && addSampleReaders && <SampleReaders />}
      {upTo === undefined && <WithoutIssue app={app} issues={issues} />}
      <ol className="weeks">
        {weeks.map((week) => (
          <WeekItem key={week.issue.name} week={week} timeZone={timeZone} now={app.clock()} />
        ))}
      </ol>
      {older && (
        <p>
          <a href={`/studio?upTo=${older.name}`}>Older ones</a>
        </p>
      )}
      <SomethingElse />
      {issues.length === 0 && <p>No issue was ever made here.</p>}
    </>
  );
}
