import type { App } from '#app.ts';

/** A sending that nobody looks at: pauses are left to a person, and what should be known of it goes into the outcome. */
export function unwatchedSending(stop: AbortSignal) {
  const notes: string[] = [];
  const watch: Parameters<App['send']>[2] = {
    report: (event) => event.kind === 'note' && notes.push(event.words),
    stop,
    leavesPaused: true,
  };
  return { watch, outcome: (kind: string) => [kind, ...notes].join('; ') };
}
