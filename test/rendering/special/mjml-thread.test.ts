import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { layoutCompiler } from '#rendering/special/compile-layout.ts';
import { type MjmlThread, mjmlThread } from '#rendering/special/mjml-thread.ts';
import { withColumn, withText } from './layouts.ts';

const limits = { milliseconds: 10_000, heapMegabytes: 256, idleMilliseconds: 60_000 };
let thread: MjmlThread | undefined;
const start = (changes: Partial<typeof limits> = {}) => {
  thread = mjmlThread({ ...limits, ...changes });
  return thread;
};
afterEach(() => {
  vi.useRealTimers();
  return thread?.stop();
});

const timed = async (work: () => Promise<unknown>) => {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
};
const many = withColumn('<mj-text>x</mj-text>'.repeat(1_900));

describe('a thread that compiles MJML', () => {
  test('answers several layouts in the order they were asked for', async () => {
    const { compile } = start();
    const answers = await Promise.all(['one', 'two', 'three'].map((word) => compile(withText(word))));
    expect(answers.map((answer) => answer.kind === 'compiled' && />(one|two|three)</.exec(answer.html)?.[1])).toEqual([
      'one',
      'two',
      'three',
    ]);
  });

  test('is ended when it takes too long, and the next layout gets a new one', async () => {
    const { compile } = start({ milliseconds: 1 });
    expect(await compile(many)).toEqual({ kind: 'stopped', reason: 'time' });
    expect(await compile(many)).toEqual({ kind: 'stopped', reason: 'time' });
    expect(await start().compile(withText('x'))).toEqual(expect.objectContaining({ kind: 'compiled' }));
  });

  test('is ended when it needs too much memory, and this process lives on', async () => {
    const { compile } = start({ heapMegabytes: 16 });
    expect(await compile(many)).toEqual({ kind: 'stopped', reason: 'memory' });
    expect(await compile(many)).toEqual({ kind: 'stopped', reason: 'memory' });
  });

  test('tells an editor of both in words', async () => {
    for (const [changes, words] of [
      [{ milliseconds: 1 }, 'took too long'],
      [{ heapMegabytes: 16 }, 'too much memory'],
    ] as const) {
      const layout = await layoutCompiler(start(changes))(withText('x'));
      const problem = expect.stringContaining(words);
      expect(layout).toEqual({ kind: 'faulty', faults: [expect.objectContaining({ line: 1, problem })] });
      await thread?.stop();
    }
  });

  test('the largest layout that is let through takes a fraction of the time it has', async () => {
    const { compile } = start();
    await compile(withText('warm'));
    expect(await timed(() => compile(many))).toBeLessThan(limits.milliseconds / 3);
  });

  test('is started again after it was idle for a while', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { compile } = start();
    await compile(withText('x'));
    vi.advanceTimersByTime(limits.idleMilliseconds);
    expect(await compile(withText('x'))).toEqual(expect.objectContaining({ kind: 'compiled' }));
  });

  test('does not keep other work of the process waiting', async () => {
    const { compile } = start();
    await compile(withText('warm'));
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks += 1;
    }, 5);
    await compile(many);
    clearInterval(ticking);
    expect(ticks).toBeGreaterThan(5);
  });

  test('loads no package that a .mjmlconfig in the current folder names', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mjmlconfig-'));
    const before = process.cwd();
    writeFileSync(join(folder, '.mjmlconfig'), '{"packages":["./evil.cjs"],"options":{"beautify":true}}');
    writeFileSync(join(folder, 'evil.cjs'), `require('fs').writeFileSync(${JSON.stringify(join(folder, 'ran'))}, '');`);
    try {
      process.chdir(folder);
      expect(await start().compile(withText('x'))).toEqual(expect.objectContaining({ kind: 'compiled' }));
      const { existsSync } = await import('node:fs');
      expect(existsSync(join(folder, 'ran'))).toBe(false);
    } finally {
      process.chdir(before);
      rmSync(folder, { recursive: true });
    }
  });
});
