import type { IsoWeek } from '#calendar/iso-week.ts';
import type { ExitCode } from './exit-code.ts';
import { openOutput } from './output.ts';
import { showLineup } from './show-lineup.ts';
import { withApp } from './with-app.ts';

export function compose(options: { week?: IsoWeek; json?: boolean }): Promise<ExitCode> {
  return withApp(async (app) => {
    const output = openOutput(options);
    const { kind, issue } = await app.compose(options.week ?? app.thisWeek());
    if (kind === 'decided') output.note(`${issue.week} is already ${issue.state}: composing leaves it as it is`);
    showLineup(output, issue);
    output.result(issue);
    return kind === 'composed' ? 0 : 1;
  });
}
