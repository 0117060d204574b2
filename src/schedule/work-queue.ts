import type { Store } from '#store/open-store.ts';

/** Something that runs until it is stopped; what is in flight is finished first. */
export type Running = { stop(): Promise<void> };

/** Work that any machine may take, in the order it was added. An item is known by its key. */
export type WorkQueue = {
  /** Adds items together with what `store` writes. One that waits or is being worked on is not added again. */
  add(store: Store, items: readonly { key: string; item: object }[]): Promise<void>;
  /** Takes items, so many at once. One whose work rejects, or whose machine dies, is taken again later. */
  work(atOnce: number, handle: (item: object) => Promise<void>): Promise<Running>;
};
