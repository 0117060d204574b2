/** Keeps the figures of an issue on its way moving; the page is loaded again when something else than figures changes. */

type Update = {
  state: 'sending' | 'sent';
  pausedBecause?: string;
  accounting: Record<string, number>;
  batches: { done: number; total: number };
  problems: unknown[];
  pace?: { perSecond: number; secondsLeft: number };
};

const place = document.querySelector<HTMLElement>('[data-progress]');

function show({ accounting, batches, pace }: Update): void {
  for (const cell of document.querySelectorAll<HTMLElement>('[data-figure]'))
    cell.textContent = String(accounting[cell.dataset.figure ?? ''] ?? '');
  const bar = document.querySelector<HTMLProgressElement>('#batches');
  if (bar) {
    bar.max = Math.max(1, batches.total);
    bar.value = batches.done;
  }
  const words = document.querySelector('#pace');
  const rate = pace ? ` · ${Math.round(pace.perSecond)} readers a second · ${pace.secondsLeft} s left` : '';
  if (words) words.textContent = `${batches.done} of ${batches.total} batches${rate}`;
}

if (place) {
  const events = new EventSource(place.dataset.progress ?? '');
  const wasPaused = document.querySelector('#paused') !== null;
  events.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const update = JSON.parse(data) as Update;
    show(update);
    if (update.state === 'sent' || (update.pausedBecause !== undefined) !== wasPaused) {
      events.close();
      location.assign(location.pathname);
    }
  });
}

export {};
