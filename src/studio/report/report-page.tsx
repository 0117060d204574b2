import type { Context } from 'hono';
import { accountingOfIssue } from '#delivery/accounting-queries.ts';
import { clicksByLink } from '#delivery/click-queries.ts';
import { countBehind } from '#delivery/figure-queries.ts';
import { hearingOfIssue } from '#delivery/provider-events/hearing-queries.ts';
import { reactionsToIssue } from '#delivery/provider-events/reaction-queries.ts';
import { silenceAlarm } from '#delivery/provider-events/silence-alarm.ts';
import { unmailedOf, votesAfter } from '#delivery/report-queries.ts';
import { timelineOf } from '#delivery/timeline-queries.ts';
import { lineupOf } from '#issue/issue-content.ts';
import { issueId, type MailedIssue } from '#issue/issue-queries.ts';
import type { App } from '../../app.ts';
import { issueAddress } from '../issue/issue-address.ts';
import { counted } from '../parts/counted.ts';
import { Moment } from '../parts/moment.tsx';
import { StateStamp } from '../parts/state-stamp.tsx';
import type { Studio, StudioEnv } from '../studio.ts';
import { studioPage } from '../studio-page.tsx';
import { AccountingSection } from './accounting-section.tsx';
import { clicksByPairing } from './clicks-by-pairing.ts';
import { ClicksSection } from './clicks-section.tsx';
import { FigureTable } from './figure-table.tsx';
import { OverTimeSection } from './over-time-section.tsx';
import { ReactionsSection } from './reactions-section.tsx';
import { UnmailedSection } from './unmailed-section.tsx';
import { VotesSection } from './votes-section.tsx';

const HOURS_SHOWN = 48;

async function readReport({ store, config, clock }: App, issue: MailedIssue) {
  const id = await issueId(store, issue.name);
  const began = new Date(issue.frozenAt);
  const lineup = lineupOf(issue.content);
  const slugs = lineup.map(({ pairing }) => pairing.slug);
  return {
    issue,
    lineup,
    timeZone: config.timeZone,
    alarm: silenceAlarm(await hearingOfIssue(store, id), config.resend.webhookSecret !== undefined, clock()),
    accounting: await accountingOfIssue(store, id),
    timeline: await timelineOf(store, id, began, HOURS_SHOWN),
    reactions: await reactionsToIssue(store, id),
    clicks: clicksByPairing(await clicksByLink(store, id), slugs),
    votes: await votesAfter(store, id, began),
    left: await countBehind(store, id, 'left'),
    unmailed: issue.state === 'sent' ? await unmailedOf(store, id) : undefined,
  };
}

type Report = Awaited<ReturnType<typeof readReport>>;

function Head({ issue, timeZone }: Report) {
  return (
    <>
      <h1>
        {`Report on ${issue.name}`} <StateStamp issue={issue} />
      </h1>
      <p>
        Sending began <Moment at={issue.frozenAt} timeZone={timeZone} />
        {issue.state === 'sent' && (
          <>
            {' '}
            and ended <Moment at={issue.sentAt} timeZone={timeZone} />
          </>
        )}
        . <a href={issueAddress(issue.name)}>The issue</a> · <a href="/studio/report">Issue against issue</a>
      </p>
    </>
  );
}

function Left({ issue, left, accounting }: Report) {
  return (
    <section aria-labelledby="left">
      <h2 id="left">Who left</h2>
      <p>
        {left === 0
          ? 'Nobody used the unsubscribe link of this issue.'
          : `${counted(left, 'reader')} used the unsubscribe link of this issue and did not come back.`}
      </p>
      {left > 0 && (
        <FigureTable
          caption="Who left, by its link"
          name={issue.name}
          lines={[['left', left]]}
          whole={accounting.accepted}
          of="accepted"
        />
      )}
    </section>
  );
}

/** What became of an issue, with the names behind each figure. */
export async function reportPage(studio: Studio, context: Context<StudioEnv>, issue: MailedIssue): Promise<Response> {
  const report = await readReport(studio.app, issue);
  const { accounting, unmailed, lineup, timeline, timeZone } = report;
  const overTime = { timeline, timeZone };
  const { name } = issue;
  const children = (
    <div className="report">
      <Head {...report} />
      {unmailed && <UnmailedSection name={name} unmailed={unmailed} />}
      <AccountingSection name={name} accounting={accounting} />
      <OverTimeSection {...overTime} alarm={report.alarm} />
      <ReactionsSection name={name} reactions={report.reactions} accepted={accounting.accepted} {...overTime} />
      <ClicksSection clicks={report.clicks} lineup={lineup} />
      {lineup.length > 0 && <VotesSection votes={report.votes} lineup={lineup} />}
      <Left {...report} />
    </div>
  );
  const { rehearsal } = studio;
  const editor = context.get('editor');
  return studioPage(context, { title: `Report on ${name}`, editor, rehearsal, scripts: ['moments'], children });
}
