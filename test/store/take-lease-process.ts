import { returnLease, takeLease, thisProcess } from '#store/lease-queries.ts';
import { openStore } from '#store/open-store.ts';
import { whenToldToGo } from './when-told-to-go.ts';

const now = new Date('2026-11-17T09:00:00.000Z');

/** Words: the database, and how often to take the lease; all but the last time it is given back. */
await whenToldToGo(
  async ([path = '', times = '1']) => ({ store: await openStore(path), times: Number(times) }),
  async ({ store, times }) => {
    const us = thisProcess(`process ${process.pid}`);
    for (let turn = 1; turn < times; turn += 1) {
      await takeLease(store, 'sender', us, now, 60_000);
      await returnLease(store, 'sender', us);
    }
    const { kind } = await takeLease(store, 'sender', us, now, 60_000);
    return kind;
  },
);
