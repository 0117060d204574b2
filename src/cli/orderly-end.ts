import type { Logger } from 'pino';

/** How the program ends once a signal asks it to: in order, and within ten seconds whatever happens. */
export type OrderlyEnd = {
  /** Signalled when it is asked to end: nothing new begins. */
  stop: AbortSignal;
  /** Signalled when calls under way have had their time. */
  giveUp: AbortSignal;
  /** Gives work a name, which is said when the end has to wait for it for too long. */
  waitFor<Result>(what: string, work: Promise<Result>): Promise<Result>;
};

type Program = {
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  exit(code: number): unknown;
};

const CALLS_END_MS = 8000;
const PROGRAM_ENDS_MS = 10_000;

/** A Ctrl-C may come twice at once, from the terminal and from npm: that is still one. */
const SAME_SIGNAL_MS = 500;

/** What a shell says of a program that a signal ended. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** Listens for the signals that ask the program to end. A second one ends it at once. */
export function orderlyEnd(log: Pick<Logger, 'info' | 'error'>, program: Program = process): OrderlyEnd {
  const stop = new AbortController();
  const giveUp = new AbortController();
  const awaited = new Set<{ what: string }>();
  let askedAtMs: number | undefined;

  const endOverdue = () => {
    const names = [...awaited].map(({ what }) => what).join(', ');
    log.error(`ended after ${PROGRAM_ENDS_MS / 1000} seconds, still waiting for ${names || 'connections to close'}`);
    program.exit(1);
  };
  const begin = () => {
    log.info('stopping: calls under way may finish, no new one begins; a second signal ends this at once');
    stop.abort();
    setTimeout(() => giveUp.abort(), CALLS_END_MS).unref();
    setTimeout(endOverdue, PROGRAM_ENDS_MS).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    program.on(signal, () => {
      const now = performance.now();
      askedAtMs ??= now;
      if (!stop.signal.aborted) begin();
      else if (now - askedAtMs > SAME_SIGNAL_MS) program.exit(EXIT_CODES[signal]);
    });
  }
  return {
    stop: stop.signal,
    giveUp: giveUp.signal,
    async waitFor(what, work) {
      const waiting = { what };
      awaited.add(waiting);
      return work.finally(() => awaited.delete(waiting));
    },
  };
}

/** Until the program is asked to end. */
export async function untilAsked({ stop }: Pick<OrderlyEnd, 'stop'>): Promise<void> {
  if (!stop.aborted) await new Promise((resolve) => stop.addEventListener('abort', resolve, { once: true }));
}
