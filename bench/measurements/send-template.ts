import { exact, type Measurement, whole } from '../measurement.ts';
import { type Sent, sendOnce } from '../send-once.ts';
import { bareLoop, renderEach } from '../week-readings.ts';

const TEMPLATE = { DELIVERY: 'template' };

/** The middle one, with what rendering for every reader and a loop over the SDK would have cost. */
async function measureMiddle(readers: number, rendered: number) {
  const week = await sendOnce(readers, TEMPLATE);
  try {
    const bare = await bareLoop(week, Math.ceil(readers / 1000));
    const { rendering } = await renderEach(week, rendered);
    return { middle: week.sent, usualCpu: rendering + bare.cpuMicrosecondsPerReader };
  } finally {
    await week.end();
  }
}

async function sentTo(readers: number): Promise<Sent> {
  const week = await sendOnce(readers, TEMPLATE);
  await week.end();
  return week.sent;
}

async function measure([few, middle, many]: [number, number, number], rendered: number) {
  return { few: await sentTo(few), ...(await measureMiddle(middle, rendered)), many: await sentTo(many) };
}

type Figures = Awaited<ReturnType<typeof measure>>;

/** What a reader costs more where there are many; what a process costs to begin with is the same for both and left out of neither. */
const costOfMany = ({ few, many }: Figures) => many.cpuMicrosecondsPerReader / few.cpuMicrosecondsPerReader;

export const sendTemplate: Measurement<Figures> = {
  name: 'send-template',
  run: (extent) => (extent === 'whole' ? measure([10_000, 100_000, 1_000_000], 300) : measure([100, 1000, 10_000], 20)),
  rows: [
    {
      what: 'the whole send, template mode: processor time against rendering for every reader and a loop of `batch.send`',
      target: 'at least 40 times less',
      figure: ({ usualCpu, middle }) =>
        `${exact(usualCpu / middle.cpuMicrosecondsPerReader)} times less (${whole(middle.cpuMicrosecondsPerReader)} µs a reader)`,
      isMet: ({ usualCpu, middle }) => usualCpu / middle.cpuMicrosecondsPerReader >= 40,
    },
    {
      what: 'readers a second, template mode, SQLite, 100,000 readers',
      target: 'at least 15,000',
      figure: ({ middle }) => whole(middle.perSecond),
      isMet: ({ middle }) => middle.perSecond >= 15_000,
    },
    {
      what: 'first call out after `send` starts, 1,000,000 readers',
      target: 'at most 4 s',
      figure: ({ many }) => `${exact(many.firstCallSeconds)} s`,
      isMet: ({ many }) => many.firstCallSeconds <= 4,
    },
    {
      what: 'most memory of the sender, template mode, 10,000 and 1,000,000 readers',
      target: 'flat, at most 250 MB',
      figure: ({ few, many }) => `${whole(few.peakMegabytes)} and ${whole(many.peakMegabytes)} MB`,
      isMet: ({ few, many }) => many.peakMegabytes <= 250 && many.peakMegabytes <= few.peakMegabytes * 1.2,
    },
    {
      what: 'processor time a reader, 1,000,000 readers against 10,000',
      target: 'at most 1.1 times',
      figure: (figures) => `${exact(costOfMany(figures))} times`,
      isMet: (figures) => costOfMany(figures) <= 1.1,
    },
    {
      what: 'bytes of request a reader, template mode',
      target: 'at most 450',
      figure: ({ middle }) => whole(middle.bytesPerReader),
      isMet: ({ middle }) => middle.bytesPerReader <= 450,
    },
  ],
};
