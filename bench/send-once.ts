import { aReadyWeek, type ReadyWeek } from './a-ready-week.ts';
import { runCommand, type Usage } from './run-measured.ts';
import { type Sink, type SinkCounts, startSink } from './sink/start-sink.ts';

/** `verdicts send` of the sample issue, from the start of its process to its end, into a sink that answers at once. */
export type Sent = {
  readers: number;
  perSecond: number;
  firstCallSeconds: number;
  peakMegabytes: number;
  cpuMicrosecondsPerReader: number;
  bytesPerReader: number;
};

export type SentWeek = { sent: Sent; week: ReadyWeek; sink: Sink; end(): Promise<void> };

function sentFrom(readers: number, usage: Usage, counts: SinkCounts): Sent {
  if (counts.items !== readers) throw new Error(`${counts.items} mails for ${readers} readers: ${usage.output}`);
  return {
    readers,
    perSecond: readers / usage.seconds,
    firstCallSeconds: ((counts.firstCallAt ?? Number.NaN) - usage.startedAt) / 1000,
    peakMegabytes: usage.peakMegabytes,
    cpuMicrosecondsPerReader: (usage.processorSeconds / readers) * 1e6,
    bytesPerReader: counts.bytes / readers,
  };
}

/** Sends once, after what is done to the readers; the database and the sink live on until `end`. */
export async function sendOnce(
  readers: number,
  settings: Record<string, string> = {},
  prepare: (week: ReadyWeek) => Promise<void> = async () => undefined,
): Promise<SentWeek> {
  const sink = await startSink();
  const week = await aReadyWeek(readers, { RESEND_BASE_URL: sink.url, ...settings });
  await prepare(week);
  const usage = await runCommand(['send'], week.environment);
  const sent = sentFrom(readers, usage, await sink.counts());
  return {
    sent,
    week,
    sink,
    async end() {
      sink.end();
      await week.end();
    },
  };
}
