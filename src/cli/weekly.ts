import type { IsoWeek } from '#calendar/iso-week.ts';
import { weeklyIssue } from '../../jobs/weekly-issue.ts';
import type { ExitCode } from './exit-code.ts';
import { openOutput } from './output.ts';
import { showSendResult } from './show-send-result.ts';
import { watchSending } from './watch-sending.ts';
import { withApp } from './with-app.ts';

export function weekly(options: { week?: IsoWeek; json?: boolean }): Promise<ExitCode> {
  return withApp(async (app) => {
    const week = options.week ?? app.thisWeek();
    const watch = watchSending();
    const sending = await weeklyIssue(app, week, watch).finally(watch.end);
    return showSendResult(openOutput(options), week, sending);
  });
}
