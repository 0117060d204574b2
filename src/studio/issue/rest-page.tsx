import type { Issue } from '#issue/issue.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { Message } from '../parts/message.tsx';
import { StateStamp } from '../parts/state-stamp.tsx';
import type { Studio } from '../studio.ts';
import { studioPage } from '../studio-page.tsx';
import { doneWords } from './done-words.ts';
import { issueAddress } from './issue-address.ts';
import type { Here } from './with-name.ts';

/** A week in which nothing is to be edited: none yet, skipped, or held with nothing in it. */
export function restPage(studio: Studio, { context, name, editor }: Here, issue: Issue | undefined): Response {
  const words = doneWords(context.req.query('done'));
  const children = (
    <>
      <h1>
        {name} {issue && <StateStamp issue={issue} />}
      </h1>
      {words && <Message kind="done">{words}</Message>}
      <p>
        {issue === undefined && 'This week has no issue yet.'}
        {issue && 'reason' in issue && issue.reason}
      </p>
      <ActionButton action={`${issueAddress(name)}/compose`}>Compose it from the data</ActionButton>
      {issue && (
        <p>
          <a href={`${issueAddress(name)}/history`}>History</a>
        </p>
      )}
    </>
  );
  return studioPage(context, { title: name, editor, rehearsal: studio.rehearsal, children }, issue ? 200 : 404);
}
