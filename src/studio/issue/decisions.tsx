import { ActionButton } from '../parts/action-button.tsx';
import { counted } from '../parts/counted.ts';
import { Moment } from '../parts/moment.tsx';
import { SendsAt } from '../parts/sends-at.tsx';
import type { OpenIssue } from './open-issue.ts';

type DecisionsProps = { open: OpenIssue; timeZone: string; base: string; editor: string };

function Approve({ open, timeZone, base, editor }: DecisionsProps) {
  const errors = open.findings.filter(({ level }) => level === 'error').length;
  return (
    <form method="post" action={`${base}/approve`} className="approve" id="approve">
      <h2>Approve</h2>
      <p>
        You, <b>{editor}</b>, approve exactly these bytes (<code title={open.hash}>{open.hash.slice(0, 12)}</code>) for{' '}
        <b>{counted(open.audience, 'reader')}</b>, to go out{' '}
        <SendsAt at={open.sendsAt} timeZone={timeZone} now={open.now} />. Any change afterwards, of the words, the
        template or the sender, voids it.
      </p>
      <input type="hidden" name="hash" value={open.hash} />
      <button type="submit" disabled={errors > 0}>
        Approve
      </button>
      {errors > 0 && <p className="small">{`${counted(errors, 'error')} stand in the way: see the checks.`}</p>}
    </form>
  );
}

function Approved({ open, timeZone, base }: DecisionsProps) {
  const { issue } = open;
  if (issue.state !== 'approved') return null;
  const { approval } = issue;
  const stands = approval.hash === open.hash;
  return (
    <div className="approve" id="approve">
      <h2>{stands ? 'Approved' : 'The approval no longer fits'}</h2>
      <p>
        By <b>{approval.editor}</b> on <Moment at={approval.at} timeZone={timeZone} />, for the bytes{' '}
        <code title={approval.hash}>{approval.hash.slice(0, 12)}</code>
        {approval.audience !== undefined && ` and ${counted(approval.audience, 'reader')}`}.
        {stands
          ? ' Saving a change voids it.'
          : ' The template, the sender or the settings changed since: it will not be sent until it is approved again.'}
      </p>
      <p>
        It goes out <SendsAt at={open.sendsAt} timeZone={timeZone} now={open.now} /> to{' '}
        {counted(open.audience, 'reader')}, as many as there are now.
      </p>
      <div className="buttons">
        {stands && (
          <ActionButton action={`${base}/send`} fields={{ hash: approval.hash }}>
            Send now
          </ActionButton>
        )}
        <ActionButton action={`${base}/withdraw`} className="quiet">
          Withdraw the approval
        </ActionButton>
      </div>
    </div>
  );
}

function ReasonForm({ action, button, hint }: { action: string; button: string; hint: string }) {
  const id = `reason-${button.toLowerCase().replaceAll(' ', '-')}`;
  return (
    <form method="post" action={action} className="reason">
      <label htmlFor={id}>{hint}</label>
      <div className="field">
        <input id={id} name="reason" type="text" required maxLength={300} />
        <button type="submit" className="quiet">
          {button}
        </button>
      </div>
    </form>
  );
}

function Held({ open, base }: DecisionsProps) {
  const { issue } = open;
  if (issue.state !== 'held') return null;
  return (
    <div className="approve">
      <h2>Held</h2>
      <p>
        {issue.reason} <span className="small">({`by ${issue.decidedBy}`})</span>
      </p>
      <p>Nothing goes out while it is held. Releasing makes it a draft again, which can be approved.</p>
      <ActionButton action={`${base}/release`}>Release</ActionButton>
    </div>
  );
}

/** What can be decided about an issue, the next step first. */
export function Decisions(props: DecisionsProps) {
  const { open, base, editor } = props;
  const { state } = open.issue;
  return (
    <section className="decisions" aria-label="Decisions">
      {state === 'draft' && <Approve {...props} />}
      {state === 'approved' && <Approved {...props} />}
      {state === 'held' && <Held {...props} />}
      <details>
        <summary>Try it on yourself</summary>
        <form method="post" action={`${base}/test-send`} className="reason">
          <label htmlFor="to">Addresses, with commas between them; what is saved is sent, marked [Test]</label>
          <div className="field">
            <input id="to" name="to" type="text" required maxLength={1000} defaultValue={editor} />
            <button type="submit" className="quiet">
              Send the test
            </button>
          </div>
        </form>
      </details>
      <details>
        <summary>Hold, skip, start over</summary>
        {state !== 'held' && <ReasonForm action={`${base}/hold`} button="Hold" hint="Why it has to wait" />}
        {state !== 'approved' && (
          <ReasonForm action={`${base}/skip`} button="Skip this week" hint="Why nobody is mailed this week" />
        )}
        <p className="small">
          Composing again takes lineup, subject and preheader anew from the data. What was edited stays in the history.
        </p>
        <ActionButton action={`${base}/compose`} className="quiet">
          Compose again
        </ActionButton>
      </details>
    </section>
  );
}
