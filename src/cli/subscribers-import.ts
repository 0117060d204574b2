import { createWriteStream } from 'node:fs';
import { importSubscribers } from '#subscribers/import-subscribers.ts';
import { UnreadableFile } from '#subscribers/text-lines.ts';
import type { ExitCode } from './exit-code.ts';
import { openOutput } from './output.ts';
import { withApp } from './with-app.ts';

type Options = { dryRun?: boolean; consentSource?: string; consentAt?: string; report?: string; json?: boolean };

export function subscribersImport(file: string, options: Options): Promise<ExitCode> {
  return withApp(async (app) => {
    const { say, result, note } = openOutput(options);
    const report = options.report === undefined ? undefined : createWriteStream(options.report);
    const refuse = (text: string) => (report ? void report.write(`${text}\n`) : say(text));
    try {
      const { added, ended, unchanged, refused } = await importSubscribers(app.store, file, {
        defaults: { consentSource: options.consentSource, consentAt: options.consentAt },
        dryRun: options.dryRun ?? false,
        secrets: app.secrets,
        now: app.clock(),
        refuse: ({ line, problem }) => refuse(`${file}:${line} ${problem}`),
      });
      const would = options.dryRun ? 'would be ' : '';
      say(`${added} ${would}added, ${ended} ${would}taken off, ${unchanged} already there, ${refused} refused`);
      result({ added, ended, unchanged, refused });
      return refused === 0 ? 0 : 2;
    } catch (error) {
      if (!(error instanceof UnreadableFile) && (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      note(`${file} ${error instanceof UnreadableFile ? error.message : 'is not there'}; nothing was imported`);
      return 2;
    } finally {
      report?.end();
    }
  });
}
