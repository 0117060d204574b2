import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { orderlyEnd } from '../../src/cli/orderly-end.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A program that a test sends signals to; it only notes with which codes it would have ended. */
function aProgram() {
  const signals = new EventEmitter();
  const exits: number[] = [];
  const lines: string[] = [];
  const program = Object.assign(signals, { exit: (code: number) => void exits.push(code) });
  const note = (line: string) => void lines.push(line);
  const ending = orderlyEnd({ info: note, error: note }, program);
  return { ...ending, exits, lines, signal: (name: 'SIGINT' | 'SIGTERM') => void signals.emit(name) };
}

const never = new Promise<never>(() => undefined);

describe('A signal', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s stops what begins, and gives up calls eight seconds later',
    async (name) => {
      const { stop, giveUp, signal } = aProgram();
      expect(stop.aborted).toBe(false);
      signal(name);
      expect(stop.aborted).toBe(true);
      await vi.advanceTimersByTimeAsync(7999);
      expect(giveUp.aborted).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect(giveUp.aborted).toBe(true);
    },
  );

  test('that comes twice at once, as from a terminal and from npm, is one', async () => {
    const { exits, signal } = aProgram();
    signal('SIGINT');
    await vi.advanceTimersByTimeAsync(5);
    signal('SIGINT');
    expect(exits).toEqual([]);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s that comes again a while later ends the program at once with %i', async (name, code) => {
    const { exits, signal } = aProgram();
    signal('SIGTERM');
    await vi.advanceTimersByTimeAsync(1000);
    expect(exits).toEqual([]);
    signal(name);
    expect(exits).toEqual([code]);
  });
});

describe('A program that is still there after ten seconds', () => {
  test('ends itself and says what it was waiting for, and not what had ended', async () => {
    const { exits, lines, signal, waitFor } = aProgram();
    void waitFor('the job weekly-issue', never);
    void waitFor('the sending of 2026-W47', never);
    await waitFor('the job tell-editors', Promise.resolve());
    await waitFor('the job compose-draft', Promise.reject(new Error('broken'))).catch(() => undefined);
    signal('SIGTERM');
    await vi.advanceTimersByTimeAsync(9999);
    expect(exits).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(exits).toEqual([1]);
    expect(lines.at(-1)).toBe(
      'ended after 10 seconds, still waiting for the job weekly-issue, the sending of 2026-W47',
    );
  });

  test('and has nothing left to do says that connections are still open', async () => {
    const { lines, signal } = aProgram();
    signal('SIGTERM');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(lines.at(-1)).toContain('still waiting for connections to close');
  });
});

test('Without a signal nothing of it happens, however long the program runs', async () => {
  const { stop, giveUp, exits, lines } = aProgram();
  await vi.advanceTimersByTimeAsync(24 * 3_600_000);
  expect({ stop: stop.aborted, giveUp: giveUp.aborted, exits, lines }).toEqual({
    stop: false,
    giveUp: false,
    exits: [],
    lines: [],
  });
});

test('What is waited for comes through as it is, whether it ends well or not', async () => {
  const { waitFor } = aProgram();
  expect(await waitFor('a job', Promise.resolve('sent'))).toBe('sent');
  await expect(waitFor('a job', Promise.reject(new Error('no such table')))).rejects.toThrow('no such table');
});
