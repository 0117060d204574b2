import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { openStore, type Store } from '#store/open-store.ts';
import { runMeasured } from './run-measured.ts';
import type { SentWeek } from './send-once.ts';

/** Reads something of a sent week's database. */
async function inDatabase<Result>({ week }: SentWeek, read: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openStore(week.file);
  return read(store).finally(() => store.destroy());
}

/** The last line that a script of this folder printed. */
async function resultOf<Result>(words: readonly string[]): Promise<{ result: Result; processorSeconds: number }> {
  const { output, processorSeconds } = await runMeasured(
    words.map((word, index) => (index === 0 ? `bench/processes/${word}` : word)),
  );
  return { result: JSON.parse(output.trim().split('\n').at(-1) ?? '') as Result, processorSeconds };
}

/** Readers a second of a bare loop of `resend.batch.send` over a batch of the same mails, and its processor time for each. */
export async function bareLoop(sent: SentWeek, calls: number) {
  const file = join(dirname(sent.week.file), 'message.json');
  const { message } = await inDatabase(sent, (store) =>
    store.selectFrom('frozen_messages').select('message').executeTakeFirstOrThrow(),
  );
  await writeFile(file, message);
  const { result, processorSeconds } = await resultOf<{ seconds: number }>([
    'bare-loop-process.ts',
    sent.sink.url,
    file,
    String(calls),
  ]);
  return {
    perSecond: (calls * 100) / result.seconds,
    cpuMicrosecondsPerReader: (processorSeconds / (calls * 100)) * 1e6,
  };
}

/** Microseconds of the processor a reader: rendered each, and joined from what was rendered once; bytes of the mail. */
export async function renderEach(sent: SentWeek, readers: number) {
  type Result = { rendering: number; building: number; htmlBytes: number; textBytes: number };
  return (await resultOf<Result>(['render-each-process.ts', sent.week.file, String(readers)])).result;
}

/** Bytes of everything in the database that an issue's deliveries and batches take, for each delivery. */
export function bytesPerDelivery(sent: SentWeek): Promise<number> {
  return inDatabase(sent, async (store) => {
    const { rows } = await sql<{ bytes: number }>`
      select sum(pgsize) as bytes from dbstat
      where name in (select name from sqlite_master where tbl_name in ('deliveries', 'batches', 'frozen_attempts'))`.execute(
      store,
    );
    return (rows[0]?.bytes ?? Number.NaN) / sent.sent.readers;
  });
}
