import type { IsoWeek } from '#calendar/iso-week.ts';
import { BY_COMMAND } from '#issue/issue-change.ts';
import type { ExitCode } from './exit-code.ts';
import { openOutput } from './output.ts';
import { showLineup } from './show-lineup.ts';
import { withApp } from './with-app.ts';

export function compose(options: { week?: IsoWeek; overEdits?: boolean; json?: boolean }): Promise<ExitCode> {
  return withApp(async (app) => {
    const output = openOutput(options);
    const composing = await app.compose(options.week ?? app.thisWeek(), {
      who: BY_COMMAND,
      overEdits: options.overEdits ?? false,
    });
    const { kind, issue } = composing;
    if (kind === 'decided') output.note(`${issue.name} is already ${issue.state}: composing leaves it as it is`);
    if (kind === 'edited')
      output.note(`${composing.editedBy} edited it: composing leaves it as it is, unless --over-edits says otherwise`);
    if (kind === 'unchanged') output.note(`nothing changed: the approval by ${issue.approval.editor} stands`);
    if (kind === 'composed' && composing.voided)
      output.note(`the content changed: the approval by ${composing.voided.editor} is void`);
    showLineup(output, issue);
    output.result(issue);
    return kind === 'decided' || kind === 'edited' ? 1 : 0;
  });
}
