import type { Editing } from '#issue/edit-week.ts';
import { FIELD_WORDS, fieldsOf, type IssueFields } from '#issue/issue-fields.ts';
import { Message } from '../parts/message.tsx';

function shown(fields: IssueFields, name: keyof IssueFields): string {
  const value = fields[name];
  if (value === undefined || value === '') return '(none)';
  if (typeof value === 'string') return value;
  return 'label' in value ? JSON.stringify(value) : value.join(', ');
}

/** What somebody else saved meanwhile, beside what was typed here: neither is lost. */
export function MergeMessage({ issue, merge }: Extract<Editing, { kind: 'stale' }>) {
  const theirs = fieldsOf(issue);
  return (
    <Message kind="problem">
      <p>
        <b>Somebody saved this issue while you were writing, so yours is not saved yet.</b> Below are both edits put
        together: {issue.editedBy ? `those of ${issue.editedBy}` : 'theirs'}, with yours on top. Look, then save.
      </p>
      {merge.clashes.length > 0 && (
        <table>
          <caption>You both changed</caption>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Theirs, saved</th>
              <th scope="col">Yours, in the form below</th>
            </tr>
          </thead>
          <tbody>
            {merge.clashes.map((name) => (
              <tr key={name}>
                <th scope="row">{FIELD_WORDS[name]}</th>
                <td>{shown(theirs, name)}</td>
                <td>{shown(merge.fields, name)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Message>
  );
}
