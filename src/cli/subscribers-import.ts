import { importSubscribers } from '#subscribers/import-subscribers.ts';
import type { ExitCode } from './exit-code.ts';
import { openOutput } from './output.ts';
import { withApp } from './with-app.ts';

type Options = { dryRun?: boolean; consentSource?: string; consentAt?: string; json?: boolean };

export function subscribersImport(file: string, options: Options): Promise<ExitCode> {
  return withApp(async (app) => {
    const { say, result, note } = openOutput(options);
    try {
      const report = await importSubscribers(app.store, file, {
        defaults: { consentSource: options.consentSource, consentAt: options.consentAt },
        dryRun: options.dryRun ?? false,
        secret: app.config.appSecret,
        now: app.clock(),
      });
      for (const { line, problem } of report.refused) say(`${file}:${line} ${problem}`);
      say(
        `${report.added} ${options.dryRun ? 'would be added' : 'added'}, ${report.unchanged} already there, ${report.refused.length} refused`,
      );
      result(report);
      return report.refused.length === 0 ? 0 : 2;
    } catch (error) {
      note(`${file} cannot be imported: ${(error as Error).message}`);
      return 2;
    }
  });
}
