import { type EditableDigest, isEditable } from '#issue/edit-issue.ts';
import { editWeek, isEditableDigest } from '#issue/edit-week.ts';
import { FIELD_WORDS, type FieldName } from '#issue/issue-fields.ts';
import { findIssue } from '#issue/issue-queries.ts';
import type { LayoutFault } from '#rendering/special/layout-fault.ts';
import { FaultsList } from '../beside/faults-list.tsx';
import { saveBeside } from '../beside/save-beside.tsx';
import { Message } from '../parts/message.tsx';
import type { Studio } from '../studio.ts';
import { compileSponsor } from './compile-sponsor.ts';
import { openShelf } from './desk.ts';
import { readDeskForm, seenOf } from './desk-form.ts';
import { issueAddress } from './issue-address.ts';
import { MergeMessage } from './merge-message.tsx';
import { rearrange } from './rearrange.ts';
import { showDesk } from './show-desk.tsx';
import type { Here } from './with-name.ts';

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

function SponsorFaults({ faults }: { faults: readonly LayoutFault[] }) {
  return (
    <Message kind="problem">
      <p>
        <b>Not saved.</b> The sponsor’s layout cannot go out like this:
      </p>
      <FaultsList faults={faults} />
    </Message>
  );
}

async function saveDigest(
  studio: Studio,
  here: Here,
  issue: EditableDigest,
  given: URLSearchParams,
): Promise<Response> {
  const { app } = studio;
  const { context, editor } = here;
  const address = issueAddress(here.name);
  const reading = readDeskForm(given, app.config.timeZone);
  if (reading.kind === 'unreadable')
    return showDesk(studio, here, issue, {
      typed: reading.typed,
      seen: seenOf(given),
      unreadable: true,
      message: <Problems problems={reading.problems} />,
      status: 422,
    });
  const { base, baseSendAt, pressed } = reading.form;
  const sponsored = await compileSponsor(reading.form, issue.content.sponsor);
  const fields = { ...sponsored.fields, lineup: rearrange(sponsored.fields.lineup, pressed) };
  if (sponsored.faults.length > 0)
    return showDesk(studio, here, issue, {
      typed: {
        ...fields,
        sponsor: { label: reading.form.sponsorLabel, mjml: reading.form.sponsorMjml, html: '', text: '' },
      },
      seen: seenOf(given),
      message: <SponsorFaults faults={sponsored.faults} />,
      status: 422,
    });
  const { shelf } = await openShelf(app, issue, fields);
  const { week } = issue.content;
  const editing = await editWeek(app.store, { week, base, baseSendAt, fields, shelf, who: editor, at: app.clock() });
  switch (editing.kind) {
    case 'saved':
      return context.redirect(`${address}?done=${editing.voided ? 'saved-void' : 'saved'}`, 303);
    case 'unchanged':
      return context.redirect(`${address}?done=unchanged`, 303);
    case 'not-editable':
      return context.redirect(address, 303);
    case 'refused':
      return showDesk(studio, here, issue, {
        typed: fields,
        message: <Problems problems={editing.problems} />,
        status: 422,
      });
    case 'stale': {
      const message = <MergeMessage {...editing} />;
      return showDesk(studio, here, editing.issue, { typed: editing.merge.fields, message, status: 409 });
    }
  }
}

/** Saves a desk's form on top of what the editor saw, moves of the lineup included; shows both edits when that is gone. */
export async function saveDesk(studio: Studio, here: Here, form: URLSearchParams): Promise<Response> {
  const issue = await findIssue(studio.app.store, here.name);
  if (!isEditable(issue)) return here.context.redirect(issueAddress(here.name), 303);
  return isEditableDigest(issue) ? saveDigest(studio, here, issue, form) : saveBeside(studio, here, issue, form);
}
