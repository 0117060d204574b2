import type { ReactNode } from 'react';
import type { EditableIssue } from '#issue/edit-issue.ts';
import { isDigest } from '#issue/issue-content.ts';
import type { LayoutFault } from '#rendering/special/layout-fault.ts';
import { specialLayouts } from '#rendering/special/special-layouts.ts';
import { baseOf, type Seen } from '../issue/desk-form.ts';
import { deskFrame } from '../issue/desk-frame.tsx';
import { FormFrame } from '../issue/form-frame.tsx';
import { openIssue } from '../issue/open-issue.ts';
import type { Here } from '../issue/with-name.ts';
import { SendTimeField, WordsFields } from '../issue/words-fields.tsx';
import { lookingOf } from '../preview/preview-pane.tsx';
import type { Studio } from '../studio.ts';
import type { BesideContent, BesideIssue, TypedBeside } from './beside-form.ts';
import { FaultsList } from './faults-list.tsx';

export type ShowBesideDesk = {
  /** In place of what is saved. */
  typed?: TypedBeside;
  /** See ShowDesk. */
  seen?: Seen;
  faults?: readonly LayoutFault[];
  message?: ReactNode;
  status?: 200 | 409 | 422;
};

function CorrectionFields({ content }: { content: Extract<BesideContent, { kind: 'correction' }> }) {
  return (
    <fieldset className="block">
      <legend>{`What was wrong with ${content.tools.join(' vs ')} in ${content.of}`}</legend>
      <label htmlFor="words">Plain text; an empty line begins a new paragraph</label>
      <textarea id="words" name="words" rows={10} maxLength={10_000} required defaultValue={content.words} />
      <p className="small">
        It goes to the readers whose mail carried this verdict and to nobody else. Once it is sent, a note stands on the
        page of {content.of}. Correct the data as well: the comparison page reads it.
      </p>
    </fieldset>
  );
}

async function LayoutFields({ mjml, faults }: { mjml: string; faults: readonly LayoutFault[] }) {
  const layouts = await specialLayouts();
  return (
    <fieldset className="block">
      <legend>Layout</legend>
      <p className="small">
        Begin with one of ours:{' '}
        {layouts.map(({ name, title, mjml: source }) => (
          <button key={name} type="submit" name="do" value={`layout:${name}`} className="quiet" data-layout={source}>
            {title}
          </button>
        ))}
      </p>
      <label htmlFor="mjml">MJML; the way out and the postal address are put below it by themselves</label>
      <textarea id="mjml" name="mjml" rows={28} className="code" spellCheck={false} defaultValue={mjml} />
      <div id="faults" role="status">
        <FaultsList faults={faults} />
      </div>
    </fieldset>
  );
}

async function formOf(studio: Studio, issue: BesideIssue, from: string, { typed, seen, faults = [] }: ShowBesideDesk) {
  const { content, sendAt } = typed ?? issue;
  const { subject, preheader } = content;
  const { timeZone } = studio.app.config;
  return (
    <FormFrame name={issue.name} base={seen ?? baseOf(issue)} unsaved={typed !== undefined}>
      <WordsFields subject={subject} preheader={preheader} from={from} />
      {content.kind === 'special' ? (
        await LayoutFields({ mjml: content.mjml, faults })
      ) : (
        <CorrectionFields content={content} />
      )}
      <SendTimeField sendAt={sendAt} timeZone={timeZone} hint="empty to send it by hand once it is approved" />
    </FormFrame>
  );
}

export function isBeside(issue: EditableIssue): issue is BesideIssue {
  return !isDigest(issue.content);
}

/** The desk of a special edition or a correction. */
export async function showBesideDesk(
  studio: Studio,
  here: Here,
  issue: EditableIssue,
  showing: ShowBesideDesk = {},
): Promise<Response> {
  if (!isBeside(issue)) throw new Error(`${issue.name} is a week's issue -- invariant`);
  const { typed, message, status = 200 } = showing;
  const open = await openIssue(studio.app, issue, (typed ?? issue).content);
  const form = await formOf(studio, issue, open.message.from, showing);
  return deskFrame(studio, here, { open, form, looking: lookingOf(here.context.req.query()), message, status });
}
