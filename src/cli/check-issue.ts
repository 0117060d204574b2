import { checkContext } from '#delivery/check-context.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { findIssue } from '#issue/issue-queries.ts';
import { mailChecks } from '#rendering/checks/mail-checks.ts';
import { hasErrors, prepareMail } from '#rendering/prepare-mail.ts';
import type { ExitCode } from './exit-code.ts';
import { openOutput } from './output.ts';
import { showFindings } from './show-findings.ts';
import { withApp } from './with-app.ts';

/** What is wrong with the mail of a week's issue as it stands in the store; nothing is changed. */
export function checkIssue(options: { week: IssueName | undefined; json?: boolean | undefined }): Promise<ExitCode> {
  return withApp(async (app) => {
    const output = openOutput(options);
    const week = options.week ?? app.thisWeek();
    const issue = await findIssue(app.store, week);
    if (!issue || !('content' in issue) || !issue.content) {
      output.note(`${week} has no content to check: run "verdicts compose --week ${week}" first`);
      return 1;
    }
    const context = await checkContext(app.store, week, app.today());
    const { findings, hash } = await prepareMail(issue.content, app.mail, context);
    showFindings(output, findings);
    const count = (level: string) => findings.filter((finding) => finding.level === level).length;
    output.say(`${week}: ${mailChecks.length} checks, errors: ${count('error')}, warnings: ${count('warning')}`);
    output.result({ week, hash, findings });
    return hasErrors(findings) ? 2 : 0;
  });
}
