import type { ReactNode } from 'react';
import { categoriesIn } from '#issue/interest-order.ts';
import { lineupOf } from '#issue/issue-content.ts';
import { counted } from '../parts/counted.ts';
import { SendsAt } from '../parts/sends-at.tsx';
import { StateStamp } from '../parts/state-stamp.tsx';
import { type Looking, PreviewPane } from '../preview/preview-pane.tsx';
import type { Studio } from '../studio.ts';
import { studioPage } from '../studio-page.tsx';
import { Decisions } from './decisions.tsx';
import { FindingsList } from './findings-list.tsx';
import { issueAddress } from './issue-address.ts';
import type { OpenIssue } from './open-issue.ts';
import type { Here } from './with-name.ts';

export type DeskFrameProps = {
  open: OpenIssue;
  /** What is written, on the left; its fields belong to the form with the id `desk`. */
  form: ReactNode;
  looking: Looking;
  /** What just happened. */
  message?: ReactNode;
  status?: 200 | 409 | 422;
};

function DeskHead({ open, timeZone }: { open: OpenIssue; timeZone: string }) {
  const { issue, sendsAt, audience } = open;
  return (
    <div className="desk-head">
      <h1>
        {issue.name} <StateStamp issue={issue} />
      </h1>
      <p>
        Goes out <SendsAt at={sendsAt} timeZone={timeZone} now={open.now} /> to {counted(audience, 'reader')}
        {issue.editedBy && ` · edited by ${issue.editedBy}`} ·{' '}
        <a href={`${issueAddress(issue.name)}/history`}>History</a>
      </p>
    </div>
  );
}

function Checks({ open, base }: { open: OpenIssue; base: string }) {
  return (
    <section className="checks" aria-labelledby="checks-heading">
      <h2 id="checks-heading">Checks</h2>
      <div id="findings">
        <FindingsList findings={open.findings} />
      </div>
      <p className="small">
        <a href={`${base}/checks`}>Every check of what is saved</a>, the slow ones too; an approval waits for them.
      </p>
    </section>
  );
}

/** One page for everything about a mail that can still be changed: words on the left, what comes of them on the right. */
export function deskFrame(studio: Studio, { context, editor }: Here, props: DeskFrameProps): Response {
  const { open, form, looking, message, status = 200 } = props;
  const { timeZone } = studio.app.config;
  const base = issueAddress(open.issue.name);
  const children = (
    <>
      <DeskHead open={open} timeZone={timeZone} />
      {message}
      <div className="desk">
        <div className="desk-left">{form}</div>
        <div className="desk-right">
          <Decisions open={open} timeZone={timeZone} base={base} editor={editor} />
          <Checks open={open} base={base} />
          <PreviewPane
            looking={looking}
            base={`${base}/preview`}
            categories={categoriesIn(lineupOf(open.content))}
            htmlBytes={Buffer.byteLength(open.message.html)}
            textBytes={Buffer.byteLength(open.message.text)}
          />
        </div>
      </div>
    </>
  );
  const title = `${open.issue.name} · ${open.issue.state}`;
  const scripts = ['desk', 'moments'];
  return studioPage(context, { title, editor, rehearsal: studio.rehearsal, scripts, children }, status);
}
