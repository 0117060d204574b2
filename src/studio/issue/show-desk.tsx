import type { ReactNode } from 'react';
import type { EditableIssue } from '#issue/edit-issue.ts';
import { isEditableDigest } from '#issue/edit-week.ts';
import type { IssueFields } from '#issue/issue-fields.ts';
import { showBesideDesk } from '../beside/beside-desk.tsx';
import { lookingOf } from '../preview/preview-pane.tsx';
import type { Studio } from '../studio.ts';
import { openDesk } from './desk.ts';
import type { Seen } from './desk-form.ts';
import { deskFrame } from './desk-frame.tsx';
import { DigestForm } from './digest-form.tsx';
import type { Here } from './with-name.ts';

export type ShowDesk = {
  /** In place of what is saved; of a week's issue only. */
  typed?: IssueFields;
  /** What the editor saw who typed it; what is saved now, unless they have to look at that again. */
  seen?: Seen;
  /** Whether what was typed cannot be read. */
  unreadable?: boolean;
  message?: ReactNode;
  status?: 200 | 409 | 422;
};

/** The desk of whatever can still be changed. */
export async function showDesk(
  studio: Studio,
  here: Here,
  issue: EditableIssue,
  { typed, seen, unreadable = false, message, status = 200 }: ShowDesk = {},
): Promise<Response> {
  if (!isEditableDigest(issue)) return showBesideDesk(studio, here, issue, { message, status });
  const desk = await openDesk(studio.app, issue, typed, { unreadable });
  const unsaved = typed && (seen ? { seen } : {});
  const form = <DigestForm desk={desk} timeZone={studio.app.config.timeZone} unsaved={unsaved} />;
  return deskFrame(studio, here, { open: desk, form, looking: lookingOf(here.context.req.query()), message, status });
}
