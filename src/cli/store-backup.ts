import { backUpStore } from '#store/back-up-store.ts';
import { databaseName } from '#store/database-name.ts';
import type { ExitCode } from './exit-code.ts';
import { openOutput } from './output.ts';
import { showCopyResult } from './show-copy-result.ts';
import { watchCopying } from './watch-copying.ts';
import { withStore } from './with-store.ts';

export async function storeBackup(file: string, options: { json?: boolean }): Promise<ExitCode> {
  if (file.includes('://')) {
    console.error('a backup is a file; another database is filled by "verdicts store copy --to"');
    return 2;
  }
  return withStore(async (source, url) => {
    const watch = watchCopying();
    const result = await backUpStore(source, file, watch).finally(watch.end);
    return showCopyResult(openOutput(options), { from: databaseName(url), to: file }, result);
  });
}
