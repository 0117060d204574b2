import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Promised, type TargetSpec, target } from './target.ts';

const staysSmall: Promised<unknown, number> = {
  words: 'what comes out is below a hundred',
  broken: (happened) => (happened < 100 ? undefined : `${happened} came out`),
};

const spec = (hit: TargetSpec<number, number>['open'] extends () => Promise<infer O> ? O : never, withinMs = 2_000) =>
  target<number, number>({
    name: 'numbers',
    weight: 1,
    inputs: fc.nat({ max: 10_000 }),
    withinMs,
    open: async () => hit,
    promises: [staysSmall],
  });

const check = async (
  hit: (input: number) => number | Promise<number>,
  more: { path?: string; withinMs?: number } = {},
) => {
  const { path, withinMs } = more;
  const open = await spec({ hit }, withinMs).open();
  return open.check({ seed: 1, inputs: 300, ...(path === undefined ? {} : { path }) });
};

test('A target that keeps its promises gets all of its inputs', async () => {
  expect(await check(() => 0)).toEqual({ inputs: 300, breach: undefined });
});

test('A broken promise is told with the smallest input, and is found again by its seed and path', async () => {
  const { breach, inputs } = await check((input) => input);
  expect(breach).toMatchObject({ promise: staysSmall.words, how: '100 came out', input: '100', seed: 1 });
  expect(inputs).toBeLessThan(300);
  const again = await check((input) => input, { path: breach?.path ?? '' });
  expect(again.breach).toMatchObject({ promise: staysSmall.words, input: '100' });
});

test('What throws has broken its promise, also when it does so later', async () => {
  const fail = (input: number) => {
    if (input > 5_000) throw new TypeError('half a character');
    return 0;
  };
  for (const hit of [fail, async (input: number) => fail(input)])
    expect((await check(hit)).breach).toMatchObject({
      promise: 'answers, and never throws',
      how: expect.stringContaining('half a character'),
      input: '5001',
    });
});

test('What is slow twice has broken its promise; a machine that was busy once has not', async () => {
  const spin = (ms: number) => {
    for (const began = process.cpuUsage(); process.cpuUsage(began).user < ms * 1000; );
  };
  let calls = 0;
  const slowOnce = () => {
    calls += 1;
    if (calls === 7) spin(30);
    return 0;
  };
  expect((await check(slowOnce, { withinMs: 20 })).breach).toBeUndefined();
  const slow = (input: number) => {
    if (input > 9_000) spin(30);
    return 0;
  };
  expect((await check(slow, { withinMs: 20 })).breach).toMatchObject({ promise: 'answers in time', input: '9001' });
});

test('A long input is told short', async () => {
  const open = await target<string, number>({
    name: 'texts',
    weight: 1,
    inputs: fc.constant(`<${'[a'.repeat(50_000)}>`),
    open: async () => ({ hit: ({ length }) => length }),
    promises: [staysSmall],
  }).open();
  expect((await open.check({ seed: 1, inputs: 1 })).breach?.input).toBe('"<[a(x 50000)>"');
});
