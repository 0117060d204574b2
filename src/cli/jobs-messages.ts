import type { SendEvent } from '#delivery/work-on-batch.ts';
import type { IssueName } from '#issue/issue-name.ts';
import type { MadeCall } from '#monitoring/timed-calls.ts';

/** What a site tells the thread of its jobs. */
export type ToJobs =
  | { kind: 'send'; name: IssueName }
  /** Nothing new begins. */
  | { kind: 'stop' }
  /** Calls under way have had their time. */
  | { kind: 'give-up' }
  /** The site takes nothing in any more: nobody asks for another sending. */
  | { kind: 'site-closed' };

/** What the thread of a site's jobs tells it. */
export type FromJobs =
  | { kind: 'called'; call: MadeCall }
  | { kind: 'heard'; event: SendEvent }
  | { kind: 'begun'; work: number; what: string }
  | { kind: 'ended'; work: number };
