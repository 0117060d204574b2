import { expect, test } from 'vitest';
import { medians } from '../../bench/medians.ts';

test('each number is the median of its runs, however deep it lies; the rest is the first run’s', () => {
  const run = (seconds: number, megabytes: number) => ({ name: `run ${seconds}`, seconds, sent: { megabytes } });
  expect(medians([run(3, 10), run(1, 30), run(2, 20)])).toEqual({ name: 'run 3', seconds: 2, sent: { megabytes: 20 } });
});

test('of two runs it lies between them, and of one it is that one', () => {
  expect(medians([{ seconds: 1 }, { seconds: 2 }])).toEqual({ seconds: 1.5 });
  expect(medians([{ seconds: 1 }])).toEqual({ seconds: 1 });
});
