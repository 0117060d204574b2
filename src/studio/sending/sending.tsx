import type { Accounting } from '#delivery/accounting.ts';
import type { FigureName } from '#delivery/figure-queries.ts';
import type { SendingIssue, SentIssue } from '#issue/issue.ts';
import { type IssueContent, isDigest } from '#issue/issue-content.ts';
import { issueAddress } from '../issue/issue-address.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { counted } from '../parts/counted.ts';
import { Moment } from '../parts/moment.tsx';
import { StateStamp } from '../parts/state-stamp.tsx';
import { figureWords } from '../report/figure-words.ts';
import type { SendingState } from './sending-state.ts';

/** The sum in its order: the figure, and where the accounting has it. */
const SUM: readonly [FigureName, keyof Accounting][] = [
  ['audience', 'audience'],
  ['accepted', 'accepted'],
  ['rejected', 'rejected'],
  ['suppressed', 'suppressed'],
  ['unsubscribed-meanwhile', 'unsubscribed'],
  ['unknown', 'unknown'],
  ['waiting', 'waiting'],
];

function Sum({ accounting, base }: { accounting: Accounting; base: string }) {
  return (
    <table className="sum">
      <caption>Audience is the sum of all below it; each figure leads to its names</caption>
      <tbody>
        {SUM.map(([figure, key]) => (
          <tr key={figure}>
            <th scope="row">
              <a href={`${base}/report/${figure}`}>{figureWords[figure].label}</a>
            </th>
            <td className="number" data-figure={key}>
              {String(accounting[key])}
            </td>
            <td className="small">{figureWords[figure].counts}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** After a wrong verdict: the way to say so to those whose mail carried it. */
function Correct({ content }: { content: IssueContent }) {
  if (!isDigest(content)) return null;
  return (
    <details>
      <summary>Was a verdict wrong?</summary>
      <p>A correction goes to the readers whose mail carried it, and stands on the issue’s page.</p>
      {content.lineup.map(({ pairing, sides }) => (
        <ActionButton
          key={pairing.slug}
          action="/studio/corrections"
          fields={{ of: content.week, pairing: pairing.slug }}
          className="quiet"
        >
          {`Correct ${sides.map(({ tool }) => tool.name).join(' vs ')}`}
        </ActionButton>
      ))}
    </details>
  );
}

function Steer({ issue, base }: { issue: SendingIssue; base: string }) {
  const paused = issue.pausedBecause !== undefined;
  return (
    <div className="buttons" id="steer">
      {paused ? (
        <ActionButton action={`${base}/resume`}>Go on</ActionButton>
      ) : (
        <ActionButton action={`${base}/pause`}>Pause</ActionButton>
      )}
      <details>
        <summary>Stop what has not left</summary>
        <p>
          Who has not been handed over yet is not mailed; who has keeps the mail. They stay in the accounting as
          waiting, and can be mailed later. What was attempted is followed to its end.
        </p>
        <ActionButton action={`${base}/stop`}>Stop it</ActionButton>
      </details>
    </div>
  );
}

/** What an editor may say of the unknown, each with what follows from it. */
function SettleUnknown({ unknown, base }: { unknown: number; base: string }) {
  if (unknown === 0) return null;
  return (
    <section className="approve" id="unknown">
      <h2>{`${counted(unknown, 'delivery', 'deliveries')} of unknown fate`}</h2>
      <p>
        The provider was called and never answered in a way that says what it did. Nothing of it is sent again by
        itself. Events that still come settle it without you.
      </p>
      <dl>
        <dt>Wait</dt>
        <dd>Costs nothing, risks nothing. An event for one of them proves it was accepted. Choose nothing for that.</dd>
        <dt>Ask Resend’s list</dt>
        <dd>
          Reads what Resend took in that time. Whoever it shows counts as accepted. Sends nothing; needs a key that may
          do more than send.
          <ActionButton action={`${base}/ask`} className="quiet">
            Ask Resend’s list
          </ActionButton>
        </dd>
        <dt>They got it</dt>
        <dd>
          Counts them as accepted. Nobody is mailed twice; whoever did not get it will not get it from us.
          <ActionButton action={`${base}/settle`} fields={{ decision: 'they got it' }} className="quiet">
            Count them as accepted
          </ActionButton>
        </dd>
        <dt>Send again</dt>
        <dd>
          Mails them under a new key. Nobody is left out; <b>whoever did get it gets it twice.</b> Ask Resend’s list
          first.
          <ActionButton action={`${base}/settle`} fields={{ decision: 'send again' }} className="quiet">
            Send to them again
          </ActionButton>
        </dd>
      </dl>
    </section>
  );
}

function Problems({ problems }: Pick<SendingState, 'problems'>) {
  if (problems.length === 0) return null;
  return (
    <section>
      <h2>What went wrong last</h2>
      <ul className="findings">
        {problems.map(({ number, state, problem }) => (
          <li key={number} className="error">
            <b>{`Batch ${number}`}</b> is {state}: {problem}
          </li>
        ))}
      </ul>
    </section>
  );
}

export type SendingProps = { issue: SendingIssue | SentIssue; sending: SendingState; timeZone: string };

/** An issue on its way, or just arrived. A script keeps the figures moving; without one, loading the page again does. */
export function Sending({ issue, sending, timeZone }: SendingProps) {
  const base = issueAddress(issue.name);
  const { accounting, batches, problems, pausedBecause } = sending;
  return (
    <>
      <h1>
        {issue.name} <StateStamp issue={issue} />
      </h1>
      <p>
        Frozen on <Moment at={issue.frozenAt} timeZone={timeZone} />, approved by {issue.approval.editor} ·{' '}
        <a href={`${base}/report`}>Report</a> · <a href={`${base}/history`}>History</a> ·{' '}
        <a href={`${base}/preview/saved/light`}>The mail as it was frozen</a>
      </p>
      {pausedBecause && (
        <p className="need" id="paused">
          Sending stands still: {pausedBecause}
        </p>
      )}
      {issue.state === 'sending' && (
        <section className="progress" data-progress={`${base}/progress`}>
          <label htmlFor="batches">Batches</label>
          <progress id="batches" max={Math.max(1, batches.total)} value={batches.done} />
          <p id="pace" role="status">{`${batches.done} of ${batches.total} batches`}</p>
          <Steer issue={issue} base={base} />
        </section>
      )}
      <Sum accounting={accounting} base={base} />
      <SettleUnknown unknown={accounting.unknown} base={base} />
      <Problems problems={problems} />
      <Correct content={issue.content} />
    </>
  );
}
