import type { Store } from '#store/open-store.ts';
import type { SenderChanges } from './start-sender.ts';
import type { World } from './world.ts';

/** What a database holds before a scenario begins: written once, copied for each seed. */
export type Filling = { name: string; fill(store: Store): Promise<void> };

export type PlacedDatabase = { url: string; drop(): Promise<void> };

export type PlaceName = 'sqlite' | 'postgres';

/** Where scenarios are played: how a database comes about there, and what sends there. */
export type Place = {
  name: PlaceName;
  /** A database of its own, filled like that. */
  database(filling: Filling): Promise<PlacedDatabase>;
  /** Lets what sends there send to the end, from wherever it stands: the real command, or a sender with changes. */
  finish(world: World, changes?: SenderChanges): Promise<void>;
  end(): Promise<void>;
};
