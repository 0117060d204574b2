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
async function resultOf<Result>(
  words: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<{ result: Result; processorSeconds: number }> {
  const { output, processorSeconds } = await runMeasured(
    words.map((word, index) => (index === 0 ? `bench/processes/${word}` : word)),
    environment,
  );
  return { result: JSON.parse(output.trim().split('\n').at(-1) ?? '') as Result, processorSeconds };
}

/** The frozen message of a sent week in a file of its own. */
async function frozenFile(sent: SentWeek): Promise<string> {
  const file = join(dirname(sent.week.file), 'message.json');
  const { message } = await inDatabase(sent, (store) =>
    store.selectFrom('frozen_messages').select('message').executeTakeFirstOrThrow(),
  );
  await writeFile(file, message);
  return file;
}

/** Readers a second of a sender, and its processor time for each. */
export type LoopFigures = { perSecond: number; cpuMicrosecondsPerReader: number };

function loopFigures(
  readers: number,
  { result, processorSeconds }: { result: { seconds: number }; processorSeconds: number },
): LoopFigures {
  return { perSecond: readers / result.seconds, cpuMicrosecondsPerReader: (processorSeconds / readers) * 1e6 };
}

/** A bare loop of `resend.batch.send` over a batch of the same mails. */
export async function bareLoop(sent: SentWeek, calls: number): Promise<LoopFigures> {
  const words = ['bare-loop-process.ts', sent.sink.url, await frozenFile(sent), String(calls)];
  return loopFigures(calls * 100, await resultOf(words));
}

/** nodemailer over a transport for Resend, with the same mails. */
export async function nodemailerLoop(sent: SentWeek, mails: number): Promise<LoopFigures> {
  const words = ['nodemailer-process.ts', await frozenFile(sent), String(mails)];
  return loopFigures(mails, await resultOf(words, { RESEND_BASE_URL: sent.sink.url }));
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
