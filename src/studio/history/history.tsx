import { contentDifference, type Difference } from '#issue/content-difference.ts';
import { isEditable } from '#issue/edit-issue.ts';
import type { Issue } from '#issue/issue.ts';
import type { PastChange } from '#issue/issue-change-queries.ts';
import type { IssueContent } from '#issue/issue-content.ts';
import { issueAddress } from '../issue/issue-address.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { Moment } from '../parts/moment.tsx';

const MARKS = { same: undefined, gone: 'del', new: 'ins' } as const;

function Changed({ what, pieces }: Difference) {
  return (
    <li>
      <b>{what}</b>
      <span className="pieces">
        {pieces.map(({ kind, text }, index) => {
          const Mark = MARKS[kind];
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other name than their place
          return Mark ? <Mark key={index}>{text}</Mark> : text;
        })}
      </span>
    </li>
  );
}

type HistoryProps = { issue: Issue; changes: readonly PastChange[]; timeZone: string };

/** The content before each change, so that a difference can be shown: the latest one that an earlier change made. */
function contentBefore(changes: readonly PastChange[], place: number): IssueContent | undefined {
  return changes.slice(place + 1).find(({ content }) => content !== undefined)?.content;
}

function Restore({ issue, change }: { issue: Issue; change: PastChange }) {
  if (!isEditable(issue) || !change.content || change.contentHash === issue.contentHash) return null;
  return (
    <ActionButton
      action={`${issueAddress(issue.name)}/restore`}
      fields={{ hash: change.contentHash ?? '' }}
      className="quiet"
    >
      Bring this version back
    </ActionButton>
  );
}

/** Who did what when, the latest first, back to the first draft. */
export function History({ issue, changes, timeZone }: HistoryProps) {
  return (
    <>
      <h1>{`History of ${issue.name}`}</h1>
      <p>
        <a href={issueAddress(issue.name)}>Back to the issue</a>
      </p>
      {changes.length === 0 && <p>Nothing was written down: this issue is older than the history.</p>}
      <ol className="history" reversed>
        {changes.map((change, place) => {
          const before = contentBefore(changes, place);
          const differences = change.content && before ? contentDifference(before, change.content) : [];
          return (
            <li key={change.id}>
              <p>
                <b>{change.who}</b> {change.act} it{change.note && `: ${change.note}`}
                <br />
                <span className="small">
                  <Moment at={change.at} timeZone={timeZone} />
                </span>
              </p>
              {differences.length > 0 && (
                <ul className="differences">
                  {differences.map((difference) => (
                    <Changed key={difference.what} {...difference} />
                  ))}
                </ul>
              )}
              <Restore issue={issue} change={change} />
            </li>
          );
        })}
      </ol>
    </>
  );
}
