import { type EditableIssue, isEditable, saveContent } from '#issue/edit-issue.ts';
import { findIssue } from '#issue/issue-queries.ts';
import { specialLayouts } from '#rendering/special/special-layouts.ts';
import { seenOf } from '../issue/desk-form.ts';
import { issueAddress } from '../issue/issue-address.ts';
import type { Here } from '../issue/with-name.ts';
import { Message } from '../parts/message.tsx';
import type { Studio } from '../studio.ts';
import { isBeside, showBesideDesk } from './beside-desk.tsx';
import { type BesideForm, type BesideIssue, readBesideForm } from './beside-form.ts';

/** A button that begins with a layout puts it in place of what was typed. */
async function withLayout(form: URLSearchParams): Promise<URLSearchParams> {
  const [what, name] = (form.get('do') ?? '').split(':');
  const layout = what === 'layout' ? (await specialLayouts()).find((one) => one.name === name) : undefined;
  if (!layout) return form;
  const filled = new URLSearchParams(form);
  filled.set('mjml', layout.mjml);
  return filled;
}

function Theirs({ issue }: { issue: BesideIssue }) {
  const { content } = issue;
  return (
    <Message kind="problem">
      <p>
        <b>Somebody saved this while you were writing, so yours is not saved yet.</b> Yours is in the form; saving it
        now replaces theirs, which stays in the history. {issue.editedBy && `It was ${issue.editedBy}.`}
      </p>
      <details>
        <summary>Theirs</summary>
        <p>{content.subject}</p>
        <pre>{content.kind === 'special' ? content.mjml : content.words}</pre>
      </details>
    </Message>
  );
}

async function write(studio: Studio, here: Here, issue: BesideIssue, form: BesideForm): Promise<Response> {
  const { app } = studio;
  const { content, sendAt, base, baseSendAt } = form;
  if (issue.contentHash !== base || issue.sendAt !== baseSendAt)
    return showBesideDesk(studio, here, issue, { typed: form, message: <Theirs issue={issue} />, status: 409 });
  const saving = { content, sendAt, who: here.editor, at: app.clock(), act: 'edited' as const };
  const saved = await saveContent(app.store, issue, saving);
  const done = saved.kind === 'saved' && saved.voided ? 'saved-void' : saved.kind;
  return here.context.redirect(`${issueAddress(here.name)}?done=${done}`, 303);
}

/** Saves a special edition or a correction; MJML that cannot go out is not saved, and stays in the form. */
export async function saveBeside(
  studio: Studio,
  here: Here,
  issue: EditableIssue,
  given: URLSearchParams,
): Promise<Response> {
  if (!isBeside(issue)) throw new Error(`${issue.name} is a week's issue -- invariant`);
  const seen = seenOf(given);
  const reading = await readBesideForm(studio.app, issue, await withLayout(given));
  if (reading.kind === 'unreadable') {
    const message = <Message kind="problem">{`Not saved: ${reading.problem}`}</Message>;
    return showBesideDesk(studio, here, issue, { typed: reading.typed, seen, message, status: 422 });
  }
  const { faults } = reading.form;
  if (faults.length > 0) {
    const message = <Message kind="problem">Not saved: the layout cannot go out like this, see below it.</Message>;
    return showBesideDesk(studio, here, issue, { typed: reading.form, seen, faults, message, status: 422 });
  }
  const now = await findIssue(studio.app.store, here.name);
  if (!isEditable(now) || !isBeside(now)) return here.context.redirect(issueAddress(here.name), 303);
  return write(studio, here, now, reading.form);
}
