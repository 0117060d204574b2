/** Work that is asked for again and again, and never runs twice at the same time. */
export type Soon = {
  /** Asks for a run; returns at once, and throws nothing. */
  ask(): void;
  /** Begins nothing more, tells the run in flight to stop, and waits for it. */
  close(): Promise<void>;
};

/**
 * Runs work in the background, a fixed moment after it is asked for: what it does then can neither delay nor time the
 * answer that asked for it. Whoever asks during a run gets another one after it. A run that fails is complained of once.
 */
export function runSoon(
  work: (stop: AbortSignal) => Promise<unknown>,
  { afterMs, complain }: { afterMs: number; complain(error: Error): void },
): Soon {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isAskedAgain = false;

  const begin = () => {
    timer = undefined;
    running = work(stop.signal)
      .then(() => undefined, complain)
      .finally(() => {
        running = undefined;
        if (isAskedAgain) ask();
      });
  };
  const ask = () => {
    isAskedAgain = running !== undefined;
    if (stop.signal.aborted || running || timer) return;
    // What is asked for is written down: a process that ends meanwhile need not wait for it.
    timer = setTimeout(begin, afterMs).unref();
  };
  return {
    ask,
    async close() {
      stop.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
