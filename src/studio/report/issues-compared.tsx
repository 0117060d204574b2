import type { Context } from 'hono';
import { accountingOfIssue } from '#delivery/accounting-queries.ts';
import { countBehind } from '#delivery/figure-queries.ts';
import { reactionsToIssue } from '#delivery/provider-events/reaction-queries.ts';
import { issueId, mailedIssues } from '#issue/issue-queries.ts';
import type { Store } from '#store/open-store.ts';
import type { Studio, StudioEnv } from '../studio.ts';
import { studioPage } from '../studio-page.tsx';
import { ChartFigure } from './chart-figure.tsx';
import { barChart } from './charts/bar-chart.ts';
import { DataTable } from './data-table.tsx';
import { reportAddress } from './report-address.ts';
import { inFigures, share } from './share.ts';

const ISSUES_MOST = 12;

/** Counts of one issue that stand beside those of others. */
type ComparedIssue = { name: string; audience: number; accepted: number } & Record<SharedCount, number>;

type SharedCount = 'delivered' | 'bounced' | 'complained' | 'opened' | 'clicked' | 'left';

const SHARED: readonly { count: SharedCount; title: string }[] = [
  { count: 'delivered', title: 'Delivered' },
  { count: 'bounced', title: 'Bounced' },
  { count: 'complained', title: 'Complained' },
  { count: 'opened', title: 'Opened by people' },
  { count: 'clicked', title: 'Clicked by people' },
  { count: 'left', title: 'Left' },
];

async function compared(store: Store, name: string, id: number): Promise<ComparedIssue> {
  const { audience, accepted, ofAccepted } = await accountingOfIssue(store, id);
  const { delivered, bounced, complained } = ofAccepted;
  const { opened, clicked } = await reactionsToIssue(store, id);
  const left = await countBehind(store, id, 'left');
  const people = { opened: opened.readers, clicked: clicked.readers };
  return { name, audience, accepted, delivered, bounced, complained, ...people, left };
}

function SharedFigure({ issues, count, title }: (typeof SHARED)[number] & { issues: readonly ComparedIssue[] }) {
  const bars = issues.map((issue) => ({
    label: issue.name,
    parts: [issue.accepted === 0 ? 0 : issue[count] / issue.accepted],
    words: share(issue[count], issue.accepted),
  }));
  const description = `${bars.map(({ label, words }) => `${label}: ${words}`).join('; ')}.`;
  const chart = barChart({ title: `${title}, of the accepted`, description, bars });
  const rows = issues.map((issue) => [
    issue.name,
    inFigures(issue[count]),
    inFigures(issue.accepted),
    share(issue[count], issue.accepted),
  ]);
  return <ChartFigure chart={chart} table={{ heads: ['Issue', title, 'Accepted', 'Share'], rows }} />;
}

function Compared({ issues }: { issues: readonly ComparedIssue[] }) {
  if (issues.length === 0) return <p>No issue was mailed yet.</p>;
  const rows = issues.map((issue) => [
    <a key="report" href={reportAddress(issue.name)}>
      {issue.name}
    </a>,
    inFigures(issue.audience),
    inFigures(issue.accepted),
    ...SHARED.map(({ count }) => share(issue[count], issue.accepted)),
  ]);
  return (
    <>
      <p>Shares are of the accepted. Opens and clicks are those of people, as far as machines can be told apart.</p>
      <DataTable
        caption="Issue against issue"
        heads={['Issue', 'Audience', 'Accepted', ...SHARED.map(({ title }) => title)]}
        rows={rows}
      />
      <div className="charts">
        {SHARED.map((shared) => (
          <SharedFigure key={shared.count} {...shared} issues={issues} />
        ))}
      </div>
    </>
  );
}

/** The latest issues beside each other. */
export async function issuesCompared(
  { app: { store }, rehearsal }: Studio,
  context: Context<StudioEnv>,
): Promise<Response> {
  const issues: ComparedIssue[] = [];
  for (const { name } of (await mailedIssues(store)).slice(0, ISSUES_MOST))
    issues.push(await compared(store, name, await issueId(store, name)));
  const children = (
    <div className="report">
      <h1>Issue against issue</h1>
      <Compared issues={issues} />
    </div>
  );
  return studioPage(context, { title: 'Issue against issue', editor: context.get('editor'), rehearsal, children });
}
