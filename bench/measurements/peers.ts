import { type Measurement, whole } from '../measurement.ts';
import { sendOnce } from '../send-once.ts';
import { bareLoop, type LoopFigures, nodemailerLoop } from '../week-readings.ts';

async function measure(readers: number) {
  const week = await sendOnce(readers);
  try {
    // One mail a call takes so much longer that a tenth of the readers tells as much.
    return {
      ours: week.sent,
      bare: await bareLoop(week, readers / 100),
      nodemailer: await nodemailerLoop(week, readers / 10),
    };
  } finally {
    await week.end();
  }
}

type Figures = Awaited<ReturnType<typeof measure>>;

const told = ({ perSecond, cpuMicrosecondsPerReader }: LoopFigures) =>
  `${whole(perSecond)} a second, ${whole(cpuMicrosecondsPerReader)} ms`;

const beside = (peer: LoopFigures, ours: LoopFigures) => `${told(peer)}; here ${told(ours)}`;

/** Other senders in the same run, into the same sink, with the same mails. Ours keeps a database, and its start counts; the others have none. */
export const peers: Measurement<Figures> = {
  name: 'peers',
  run: (extent) => measure(extent === 'whole' ? 100_000 : 1000),
  rows: [
    {
      what: 'a bare loop of `resend.batch.send`: readers a second, processor time for 1,000 of them',
      target: 'here at least 85 % as many',
      figure: ({ bare, ours }) => beside(bare, ours),
      isMet: ({ bare, ours }) => ours.perSecond >= 0.85 * bare.perSecond,
    },
    {
      what: 'nodemailer with `@documenso/nodemailer-resend`, one mail a call, ten calls at once: the same',
      target: 'here more, for less',
      figure: ({ nodemailer, ours }) => beside(nodemailer, ours),
      isMet: ({ nodemailer, ours }) =>
        ours.perSecond > nodemailer.perSecond && ours.cpuMicrosecondsPerReader < nodemailer.cpuMicrosecondsPerReader,
    },
    {
      what: '`@convex-dev/resend`: the same',
      target: 'for comparison',
      figure: () =>
        'not run: it needs a Convex deployment, whose local one npm does not have, and always calls api.resend.com; its source allows one call of 100 mails every 600 ms, 167 readers a second (`src/component/lib.ts` of get-convex/resend)',
      isMet: () => undefined,
    },
  ],
};
