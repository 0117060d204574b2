import { aReadyWeek } from '../a-ready-week.ts';
import { exact, type Measurement } from '../measurement.ts';
import { runCommand } from '../run-measured.ts';

const TIMES = 5;

/** The middle of several starts: the first of all compiles what later ones find compiled. */
async function secondsOf(words: readonly string[], environment: Record<string, string>): Promise<number> {
  const seconds: number[] = [];
  for (let time = 0; time < TIMES; time += 1) seconds.push((await runCommand(words, environment)).seconds);
  return seconds.toSorted((one, other) => one - other)[Math.floor(TIMES / 2)] ?? Number.NaN;
}

async function measure() {
  const week = await aReadyWeek(10, {});
  try {
    return {
      compose: await secondsOf(['compose'], week.environment),
      render: await secondsOf(['render', '--out', `${week.file}-rendered`], week.environment),
      help: await secondsOf(['--help'], week.environment),
    };
  } finally {
    await week.end();
  }
}

type Figures = Awaited<ReturnType<typeof measure>>;

export const coldStarts: Measurement<Figures> = {
  name: 'cold-starts',
  run: measure,
  rows: [
    {
      what: '`compose` and `render` from a cold start',
      target: 'under 1.5 s',
      figure: ({ compose, render }) => `${exact(compose)} s and ${exact(render)} s`,
      isMet: ({ compose, render }) => compose < 1.5 && render < 1.5,
    },
    {
      what: '`--help`',
      target: 'under 0.2 s',
      figure: ({ help }) => `${exact(help)} s`,
      isMet: ({ help }) => help < 0.2,
    },
  ],
};
