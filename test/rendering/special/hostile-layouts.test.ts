import { describe, expect, test } from 'vitest';
import { compileLayout } from '#rendering/special/compile-layout.ts';
import { hostileLayouts } from './hostile-layouts.ts';
import { compiled, withText } from './layouts.ts';

const MOST_MILLISECONDS = 5_000;

describe('a layout is refused, where it is wrong, for', () => {
  test.each(hostileLayouts)('$what', async ({ mjml, line, problem }) => {
    const start = performance.now();
    const layout = await compileLayout(mjml);
    expect(layout).toEqual({
      kind: 'faulty',
      faults: expect.arrayContaining([expect.objectContaining({ line, problem: expect.stringMatching(problem) })]),
    });
    expect(performance.now() - start).toBeLessThan(MOST_MILLISECONDS);
  });
});

test('every fault says what to do about it, and none names a folder of the server', async () => {
  for (const { mjml } of hostileLayouts) {
    const layout = await compileLayout(mjml);
    const faults = layout.kind === 'faulty' ? layout.faults : [];
    for (const { problem, remedy } of faults) {
      expect(remedy).not.toBe('');
      expect(problem).not.toContain(process.cwd());
    }
  }
});

test('after all of them the next layout compiles as if nothing had been', async () => {
  expect((await compiled(withText('Hello'))).text).toBe('Hello');
});

test('at most 50 faults are told at once', async () => {
  const layout = await compileLayout(withText('<u onclick="1">x</u>'.repeat(200)));
  expect(layout.kind === 'faulty' ? layout.faults.length : 0).toBe(50);
});
