import { editWeek, isEditable } from '#issue/edit-week.ts';
import { FIELD_WORDS, type FieldName } from '#issue/issue-fields.ts';
import { findIssue } from '#issue/issue-queries.ts';
import { Message } from '../parts.tsx';
import { lookingOf } from '../preview/preview-pane.tsx';
import type { Studio } from '../studio.ts';
import { openDesk, openShelf } from './desk.ts';
import { readDeskForm } from './desk-form.ts';
import { deskPage, issueAddress } from './desk-page.tsx';
import { MergeMessage } from './merge-page.tsx';
import { rearrange } from './rearrange.ts';
import type { Here } from './with-week.ts';

type Problem = { field: string; problem: string; remedy?: string };

function Problems({ problems }: { problems: readonly Problem[] }) {
  return (
    <Message kind="problem">
      <p>
        <b>Not saved.</b>
      </p>
      <ul>
        {problems.map(({ field, problem, remedy }) => (
          <li key={`${field} ${problem}`}>
            {FIELD_WORDS[field as FieldName] ?? field} {problem}
            {remedy && `: ${remedy}`}
          </li>
        ))}
      </ul>
    </Message>
  );
}

/** Saves the desk's form on top of what the editor saw, moves of the lineup included; shows both edits when that is gone. */
export async function saveDesk(
  studio: Studio,
  { context, week, editor }: Here,
  form: URLSearchParams,
): Promise<Response> {
  const { app } = studio;
  const address = issueAddress(week);
  const issue = await findIssue(app.store, week);
  if (!isEditable(issue)) return context.redirect(address, 303);
  const looking = lookingOf(undefined, undefined);
  const reading = readDeskForm(form, app.config.timeZone);
  if (reading.kind === 'unreadable') {
    const message = <Problems problems={reading.problems} />;
    return deskPage(studio, context, { desk: await openDesk(app, issue), editor, looking, message, status: 422 });
  }
  const { base, baseSendAt, pressed } = reading.form;
  const fields = { ...reading.form.fields, lineup: rearrange(reading.form.fields.lineup, pressed) };
  const { shelf } = await openShelf(app, issue, fields);
  const editing = await editWeek(app.store, { week, base, baseSendAt, fields, shelf, who: editor, at: app.clock() });
  switch (editing.kind) {
    case 'saved':
      return context.redirect(`${address}?done=${editing.voided ? 'saved-void' : 'saved'}`, 303);
    case 'unchanged':
      return context.redirect(`${address}?done=unchanged`, 303);
    case 'not-editable':
      return context.redirect(address, 303);
    case 'refused': {
      const message = <Problems problems={editing.problems} />;
      return deskPage(studio, context, {
        desk: await openDesk(app, issue, fields),
        editor,
        looking,
        message,
        status: 422,
      });
    }
    case 'stale': {
      const desk = await openDesk(app, editing.issue, editing.merge.fields);
      return deskPage(studio, context, { desk, editor, looking, message: <MergeMessage {...editing} />, status: 409 });
    }
  }
}
