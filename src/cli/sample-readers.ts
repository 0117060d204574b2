import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { toolSlugSchema } from '#catalog/tool.ts';
import { inTransaction } from '#store/in-transaction.ts';
import { importSubscribers } from '#subscribers/import-subscribers.ts';
import { castVote } from '#votes/vote-queries.ts';
import type { App } from '../app.ts';

const votesSchema = z.object({
  votes: z.record(
    toolSlugSchema,
    z.object({ ship: z.number().int().nonnegative(), skip: z.number().int().nonnegative() }),
  ),
});

/** Fills a fresh database with the sample readers and lets the first of them vote as data/sample/votes.json says. */
export async function seedSampleReaders(app: App): Promise<number> {
  const sample = join(app.config.dataDir, 'sample');
  const now = app.clock();
  const { added } = await importSubscribers(app.store, join(sample, 'subscribers.csv'), {
    defaults: { consentSource: undefined, consentAt: undefined },
    dryRun: false,
    secrets: app.secrets,
    now,
    refuse: ({ line, problem }) => {
      throw new Error(`data/sample/subscribers.csv:${line} ${problem}`);
    },
  });
  const { votes } = votesSchema.parse(JSON.parse(await readFile(join(sample, 'votes.json'), 'utf8')));
  const readers = await app.store.selectFrom('subscribers').select('id').orderBy('id').execute();
  await inTransaction(app.store, async (transaction) => {
    for (const [tool, { ship, skip }] of Object.entries(votes)) {
      for (const [index, { id }] of readers.slice(0, ship + skip).entries()) {
        await castVote(transaction, toolSlugSchema.parse(tool), id, index < ship ? 'ship' : 'skip', now);
      }
    }
  });
  return added;
}
