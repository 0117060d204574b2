import type { CopyPorts, CopyProgress } from '#store/copy-store.ts';
import { openProgress, type Progress } from './open-progress.ts';
import { stopSignal } from './stop-signal.ts';

/** Shows a copy as it goes, writing and checking one after the other. Ctrl-C ends it, and nothing of it is kept. */
export function watchCopying(): Pick<CopyPorts, 'report' | 'stop'> & { end(): void } {
  let shown: CopyProgress['step'] | undefined;
  let progress: Progress | undefined;
  return {
    stop: stopSignal(),
    report({ step, done, total }) {
      if (step !== shown) {
        progress?.end();
        progress = openProgress(`rows ${step}`);
        shown = step;
      }
      progress?.show(done, total);
    },
    end: () => progress?.end(),
  };
}
