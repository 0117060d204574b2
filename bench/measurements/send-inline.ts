import { exact, type Measurement, whole } from '../measurement.ts';
import { sendOnce } from '../send-once.ts';
import { bareLoop, bytesPerDelivery, renderEach } from '../week-readings.ts';

async function measure(readers: number, rendered: number) {
  const week = await sendOnce(readers);
  try {
    const bare = await bareLoop(week, readers / 100);
    const each = await renderEach(week, rendered);
    return { ...week.sent, bare, each, bytesPerDelivery: await bytesPerDelivery(week) };
  } finally {
    await week.end();
  }
}

type Figures = Awaited<ReturnType<typeof measure>>;

const usualCpu = ({ each, bare }: Figures) => each.rendering + bare.cpuMicrosecondsPerReader;

export const sendInline: Measurement<Figures> = {
  name: 'send-inline',
  run: (extent) => (extent === 'whole' ? measure(100_000, 1000) : measure(1000, 20)),
  rows: [
    {
      what: 'building a mail: processor time against React Email’s `render()` of HTML and text for every reader',
      target: 'at least 100 times less',
      figure: ({ each }) =>
        `${whole(each.rendering / each.building)} times less (${whole(each.rendering)} µs, ${exact(each.building)} µs)`,
      isMet: ({ each }) => each.rendering / each.building >= 100,
    },
    {
      what: 'the whole send, inline: processor time against rendering for every reader and a loop of `batch.send`',
      target: 'at least 10 times less',
      figure: (figures) =>
        `${exact(usualCpu(figures) / figures.cpuMicrosecondsPerReader)} times less (${whole(usualCpu(figures))} µs, ${whole(figures.cpuMicrosecondsPerReader)} µs a reader)`,
      isMet: (figures) => usualCpu(figures) / figures.cpuMicrosecondsPerReader >= 10,
    },
    {
      what: 'readers a second, inline, SQLite, 100,000 readers, from the start of the process to its end',
      target: 'at least 4,000',
      figure: ({ perSecond }) => whole(perSecond),
      isMet: ({ perSecond }) => perSecond >= 4000,
    },
    {
      what: 'the same against a bare loop of `resend.batch.send` without a database',
      target: 'at least 85 %',
      figure: ({ perSecond, bare }) => `${whole((100 * perSecond) / bare.perSecond)} % (of ${whole(bare.perSecond)})`,
      isMet: ({ perSecond, bare }) => perSecond / bare.perSecond >= 0.85,
    },
    {
      what: 'first call out after `send` starts, 100,000 readers',
      target: 'at most 1.5 s',
      figure: ({ firstCallSeconds }) => `${exact(firstCallSeconds)} s`,
      isMet: ({ firstCallSeconds }) => firstCallSeconds <= 1.5,
    },
    {
      what: 'most memory of the sender, inline',
      target: 'at most 250 MB',
      figure: ({ peakMegabytes }) => `${whole(peakMegabytes)} MB`,
      isMet: ({ peakMegabytes }) => peakMegabytes <= 250,
    },
    {
      what: 'database bytes a delivery, after the issue is settled',
      target: 'at most 120',
      figure: ({ bytesPerDelivery }) => whole(bytesPerDelivery),
      isMet: ({ bytesPerDelivery }) => bytesPerDelivery <= 120,
    },
    {
      what: 'issue of five pairings: bytes of HTML and text',
      target: 'at most 25,000 and 6,000',
      figure: ({ each }) => `${whole(each.htmlBytes)} and ${whole(each.textBytes)}`,
      isMet: ({ each }) => each.htmlBytes <= 25_000 && each.textBytes <= 6000,
    },
  ],
};
