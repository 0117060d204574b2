import type { IssueName } from '#issue/issue-name.ts';
import { hasErrors } from '#rendering/prepare-mail.ts';
import type { ExitCode } from './exit-code.ts';
import { openOutput } from './output.ts';
import { showFindings } from './show-findings.ts';
import { withApp } from './with-app.ts';
import { writeMail } from './write-mail.ts';

export function render(options: { week?: IssueName; out: string; json?: boolean }): Promise<ExitCode> {
  return withApp(async (app) => {
    const output = openOutput(options);
    const week = options.week ?? app.thisWeek();
    const written = await writeMail(app, week, options.out);
    if (!written) {
      output.note(`${week} has no content to render: run "verdicts compose --week ${week}" first`);
      return 1;
    }
    const { mail, findings } = written;
    for (const file of mail.files) output.say(file);
    output.say(`HTML ${mail.bytes.html} bytes, text ${mail.bytes.text} bytes, hash ${mail.hash.slice(0, 12)}`);
    showFindings(output, findings);
    output.result({ ...mail, findings });
    return hasErrors(findings) ? 1 : 0;
  });
}
