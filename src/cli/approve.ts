import type { Approving } from '#delivery/approve-week.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { isEditor } from './editor-option.ts';
import type { ExitCode } from './exit-code.ts';
import { type Output, openOutput } from './output.ts';
import { showFindings } from './show-findings.ts';
import { withApp } from './with-app.ts';

function show(output: Output, week: IssueName, approving: Approving): ExitCode {
  switch (approving.kind) {
    case 'approved':
      output.say(`${week} is approved by ${approving.issue.approval.editor}; hash ${approving.issue.approval.hash}`);
      return 0;
    case 'checks-failed':
      showFindings(output, approving.findings);
      output.say(`${week} is not approved: mend the errors first`);
      return 1;
    case 'no-issue':
      output.say(`${week} has no issue: run "verdicts compose --week ${week}" first`);
      return 1;
    case 'not-a-draft':
      output.say(`${week} is ${approving.issue.state}: only a draft can be approved`);
      return 1;
    case 'changed-meanwhile':
      output.say(`${week} changed while it was being approved: look at it again`);
      return 1;
  }
}

export function approve(options: { week?: IssueName; by: string; json?: boolean }): Promise<ExitCode> {
  return withApp(async (app) => {
    const output = openOutput(options);
    if (!isEditor(app, options.by, output)) return 2;
    const week = options.week ?? app.thisWeek();
    const approving = await app.approve(week, { editor: options.by });
    output.result(approving);
    return show(output, week, approving);
  });
}
