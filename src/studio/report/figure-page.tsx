import type { Context } from 'hono';
import { countBehind, type FigureName, type ReaderBehind, someBehind } from '#delivery/figure-queries.ts';
import { issueId, type MailedIssue } from '#issue/issue-queries.ts';
import { counted } from '../parts/counted.ts';
import { Moment } from '../parts/moment.tsx';
import type { Studio, StudioEnv } from '../studio.ts';
import { studioPage } from '../studio-page.tsx';
import { DataTable } from './data-table.tsx';
import { figureWords } from './figure-words.ts';
import { figureAddress, figureCsvAddress, reportAddress } from './report-address.ts';

const NAMES_A_PAGE = 100;

function namedRow({ address, status, outcome, event, problem, happenedAt }: ReaderBehind, timeZone: string) {
  return [
    address ?? '(erased)',
    status ?? '–',
    outcome ?? 'waiting',
    event ?? '–',
    problem ?? '–',
    happenedAt === null ? '–' : <Moment key="at" at={happenedAt} timeZone={timeZone} />,
  ];
}

type Place = { address: string; page: number; pages: number };

function Pages({ address, page, pages }: Place) {
  if (pages < 2) return null;
  return (
    <nav aria-label="Pages" className="pages">
      {page > 1 && <a href={`${address}?page=${page - 1}`}>Earlier</a>}
      <span>{`Page ${page} of ${pages}`}</span>
      {page < pages && <a href={`${address}?page=${page + 1}`}>Further</a>}
    </nav>
  );
}

/** The readers behind a figure, a hundred at a time. */
export async function figurePage(
  { app, rehearsal }: Studio,
  context: Context<StudioEnv>,
  issue: MailedIssue,
  figure: FigureName,
): Promise<Response> {
  const { name } = issue;
  const id = await issueId(app.store, name);
  const count = await countBehind(app.store, id, figure);
  const pages = Math.max(1, Math.ceil(count / NAMES_A_PAGE));
  const wanted = Number.parseInt(context.req.query('page') ?? '1', 10) || 1;
  const page = Math.min(Math.max(wanted, 1), pages);
  const offset = (page - 1) * NAMES_A_PAGE;
  const readers = await someBehind(app.store, id, figure, { offset, limit: NAMES_A_PAGE });
  const { label, counts } = figureWords[figure];
  const title = `${label}, ${name}`;
  const place = { address: figureAddress(name, figure), page, pages };
  const children = (
    <div className="report">
      <h1>{title}</h1>
      <p>
        {`${counted(count, 'reader')}: ${counts}. `}
        <a href={figureCsvAddress(name, figure)}>All of them as CSV</a> · <a href={reportAddress(name)}>The report</a>
      </p>
      {readers.length > 0 && (
        <DataTable
          caption={title}
          words
          heads={['Reader', 'Status now', 'Outcome', 'Event', 'Problem', 'When']}
          rows={readers.map((reader) => namedRow(reader, app.config.timeZone))}
        />
      )}
      <Pages {...place} />
    </div>
  );
  return studioPage(context, { title, editor: context.get('editor'), rehearsal, scripts: ['moments'], children });
}
