import type { ReactNode } from 'react';
import type { Seen } from './desk-form.ts';
import { issueAddress } from './issue-address.ts';

type FormFrameProps = {
  name: string;
  /** What the editor saw, so that a save on top of somebody else's is noticed. */
  base: Seen;
  /** Whether it holds words that are not saved. */
  unsaved: boolean;
  children: ReactNode;
};

/** The form of a desk, with its Save at the bottom of the window. */
export function FormFrame({ name, base, unsaved, children }: FormFrameProps) {
  return (
    <form
      method="post"
      action={`${issueAddress(name)}/save`}
      id="desk"
      className="desk-form"
      data-unsaved={unsaved ? '' : undefined}
    >
      <input type="hidden" name="base" value={base.base} />
      <input type="hidden" name="baseSendAt" value={base.baseSendAt} />
      {/* Enter in a line saves: the first button of a form is the one it presses. */}
      <button type="submit" name="do" value="save" className="unseen" tabIndex={-1}>
        Save
      </button>
      {children}
      <div className="save-bar">
        <button type="submit" name="do" value="save">
          Save
        </button>
        <span id="save-state" role="status" />
      </div>
    </form>
  );
}
