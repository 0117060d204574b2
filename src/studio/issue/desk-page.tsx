import type { Context } from 'hono';
import type { ReactNode } from 'react';
import { counted, Moment, StateStamp } from '../parts.tsx';
import { type Looking, PreviewPane } from '../preview/preview-pane.tsx';
import type { Studio } from '../studio.ts';
import { studioPage } from '../studio-page.tsx';
import { Decisions } from './decisions.tsx';
import type { Desk } from './desk.ts';
import { baseOf } from './desk-form.ts';
import { FindingsList } from './findings-list.tsx';
import { LineupList } from './lineup-list.tsx';
import { NoteField, SendTimeField, SponsorFields, WordsFields } from './words-fields.tsx';

export type DeskPageProps = {
  desk: Desk;
  editor: string;
  looking: Looking;
  /** What just happened. */
  message?: ReactNode;
  status?: 200 | 409 | 422;
};

export function issueAddress(week: string): string {
  return `/studio/issues/${week}`;
}

function DeskHead({ desk, timeZone }: { desk: Desk; timeZone: string }) {
  const { issue } = desk;
  return (
    <div className="desk-head">
      <h1>
        {issue.week} <StateStamp issue={issue} />
      </h1>
      <p>
        Goes out on <Moment at={desk.sendsAt} timeZone={timeZone} /> to {counted(desk.audience, 'reader')}
        {issue.editedBy && ` · edited by ${issue.editedBy}`} ·{' '}
        <a href={`${issueAddress(issue.week)}/history`}>History</a>
      </p>
    </div>
  );
}

function DeskForm({ desk, timeZone }: { desk: Desk; timeZone: string }) {
  const { base, baseSendAt } = baseOf(desk.issue);
  return (
    <form method="post" action={`${issueAddress(desk.issue.week)}/save`} id="desk" className="desk-form">
      <input type="hidden" name="base" value={base} />
      <input type="hidden" name="baseSendAt" value={baseSendAt} />
      {/* Enter in a line saves: the first button of a form is the one it presses. */}
      <button type="submit" name="do" value="save" className="unseen" tabIndex={-1}>
        Save
      </button>
      <WordsFields desk={desk} />
      <LineupList desk={desk} />
      <NoteField desk={desk} />
      <SponsorFields desk={desk} />
      <SendTimeField desk={desk} timeZone={timeZone} />
      <div className="save-bar">
        <button type="submit" name="do" value="save">
          Save
        </button>
        <span id="save-state" role="status" />
      </div>
    </form>
  );
}

/** One page for everything about an issue that can still be changed. */
export function deskPage(studio: Studio, context: Context, props: DeskPageProps): Response {
  const { desk, editor, looking, message, status = 200 } = props;
  const { timeZone } = studio.app.config;
  const base = issueAddress(desk.issue.week);
  const children = (
    <>
      <DeskHead desk={desk} timeZone={timeZone} />
      {message}
      <div className="desk">
        <div className="desk-left">
          <DeskForm desk={desk} timeZone={timeZone} />
        </div>
        <div className="desk-right">
          <Decisions desk={desk} timeZone={timeZone} base={base} editor={editor} />
          <section className="checks" aria-labelledby="checks-heading">
            <h2 id="checks-heading">Checks</h2>
            <div id="findings" data-all={`${base}/checks`}>
              <FindingsList findings={desk.findings} />
            </div>
            <p className="small">
              <a href={`${base}/checks`}>Every check of what is saved</a>, the slow ones too; an approval waits for
              them.
            </p>
          </section>
          <PreviewPane
            looking={looking}
            base={`${base}/preview`}
            htmlBytes={Buffer.byteLength(desk.message.html)}
            textBytes={Buffer.byteLength(desk.message.text)}
          />
        </div>
      </div>
    </>
  );
  const title = `${desk.issue.week} · ${desk.issue.state}`;
  return studioPage(
    context,
    { title, editor, rehearsal: studio.rehearsal, scripts: ['desk', 'moments'], children },
    status,
  );
}
