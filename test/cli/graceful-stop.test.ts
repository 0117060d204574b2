import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, type TestContext, test, vi } from 'vitest';
import { readExposition } from '../monitoring/read-exposition.ts';
import { type LongRun, startRun } from './a-long-run.ts';
import { anIssueUnderWay, READERS, type UnderWay } from './an-issue-under-way.ts';

vi.setConfig({ testTimeout: 90_000 });

type Finishing = Pick<TestContext, 'onTestFinished'>;

/** Calls under way at once. */
const AT_ONCE = 4;
const PATIENCE = { timeout: 30_000, interval: 50 };
const HANGS = Array.from({ length: 20 }, () => 'hang' as const);

async function aScene(faults: Parameters<typeof anIssueUnderWay>[0], { onTestFinished }: Finishing) {
  const scene = await anIssueUnderWay(faults);
  onTestFinished(scene.end);
  const start = (command: 'serve' | 'worker', settings: Record<string, string> = {}): LongRun => {
    const run = startRun(command, { ...scene.environment, ...settings });
    onTestFinished(async () => void (await run.end()));
    return run;
  };
  return { ...scene, start };
}

type Scene = Awaited<ReturnType<typeof aScene>>;

/** Waits until so many calls hang. */
const hanging = ({ fake }: UnderWay, count: number) =>
  vi.waitFor(async () => {
    const calls = (await fake.requests()).filter(({ fault, status }) => fault === 'hang' && status === 'running');
    expect(calls).toHaveLength(count);
  }, PATIENCE);

/** Starts the program once more and waits until the issue is sent: then everybody has exactly one mail. */
async function expectTheRestIsSentOnce({ fake, start, state }: Scene, command: 'serve' | 'worker'): Promise<void> {
  await fake.script([]);
  const run = start(command);
  await vi.waitFor(async () => expect(await state()).toBe('sent'), PATIENCE);
  expect(await run.end()).toBe(0);
  const addresses = (await fake.accepted()).map(({ to }) => to[0]);
  expect(addresses).toHaveLength(READERS);
  expect(new Set(addresses).size).toBe(READERS);
}

describe.concurrent('A provider that never answers', () => {
  test.for(['worker', 'serve'] as const)(
    'does not keep %s from ending within ten seconds, and nobody is lost or mailed twice',
    async (command, context) => {
      const scene = await aScene(['pass', 'pass', ...HANGS], context);
      const run = scene.start(command, { MONITOR_PORT: '0' });
      const monitor = await run.logged(/are at (http:\/\/127\.0\.0\.1:\d+)\/metrics/);
      const ask = async (path: string) => (await fetch(`${monitor}${path}`)).text();
      expect(await ask('/readyz')).toBe('ready');
      await hanging(scene, AT_ONCE);

      const askedAt = performance.now();
      run.signal('SIGTERM');
      await vi.waitFor(
        async () => expect(await ask('/readyz')).toBe('not ready: the program is about to end'),
        PATIENCE,
      );
      expect(await ask('/healthz')).toBe('ok');
      const { of } = readExposition(await ask('/metrics'));
      expect(of('verdicts_open_batches')).toEqual({ '': READERS / 100 - 2 });
      expect(of('verdicts_provider_calls_total')).toMatchObject({ '{status="accepted"}': 2, '{status="silence"}': 0 });
      expect(of('verdicts_batch_outcomes_total')).toMatchObject({ '{outcome="settled"}': 2 });
      expect(await run.ended).toBe(0);
      const tookMs = performance.now() - askedAt;
      expect(tookMs).toBeLessThan(10_000);
      // Until then they might have been answered.
      expect(tookMs).toBeGreaterThan(7500);

      expect(await scene.fake.requests()).toHaveLength(2 + AT_ONCE);
      const batches = Map.groupBy(await scene.batches(), (state) => state);
      expect(Object.fromEntries([...batches].map(([state, { length }]) => [state, length]))).toEqual({
        settled: 2,
        attempted: AT_ONCE,
        waiting: READERS / 100 - 2 - AT_ONCE,
      });
      expect(await scene.leases()).toEqual([]);
      expect(run.log()).not.toContain('"level":50');
      await expectTheRestIsSentOnce(scene, command);
    },
  );
});

test('A signal in the middle of a send lets the calls under way finish, begins no other, and ends soon', async (context) => {
  const slow = { kind: 'slow', ms: 800 } as const;
  const scene = await aScene(
    Array.from({ length: 20 }, () => slow),
    context,
  );
  const run = scene.start('worker');
  await vi.waitFor(async () => expect((await scene.fake.requests()).length).toBeGreaterThanOrEqual(2), PATIENCE);
  const askedAt = performance.now();
  expect(await run.end()).toBe(0);
  expect(performance.now() - askedAt).toBeLessThan(5000);
  const batches = await scene.batches();
  expect(batches).not.toContain('attempted');
  expect(batches).toContain('waiting');
  expect(batches.filter((state) => state === 'settled')).toHaveLength((await scene.fake.requests()).length);
  expect(await scene.leases()).toEqual([]);
  expect(run.log()).not.toContain('/metrics');
  await expectTheRestIsSentOnce(scene, 'worker');
});

test('A second signal ends it at once, and the next start still mails everybody once', async (context) => {
  const scene = await aScene(['pass', ...HANGS], context);
  const run = scene.start('worker');
  await hanging(scene, AT_ONCE);
  const askedAt = performance.now();
  run.signal('SIGINT');
  const again = setInterval(() => run.signal('SIGINT'), 100);
  expect(await run.ended.finally(() => clearInterval(again))).toBe(130);
  expect(performance.now() - askedAt).toBeLessThan(5000);
  await expectTheRestIsSentOnce(scene, 'worker');
});

test('A port for watching that is taken is said at the start, and nothing is sent without it', async (context) => {
  const scene = await aScene([], context);
  const other = createServer().listen(0, '127.0.0.1');
  context.onTestFinished(() => void other.close());
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const run = scene.start('worker', { MONITOR_PORT: String(port) });
  expect(await run.ended).toBe(1);
  expect(run.log()).toContain('EADDRINUSE');
  expect(await scene.fake.requests()).toEqual([]);
});
