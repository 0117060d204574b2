import { hostname } from 'node:os';
import { inTransaction } from './in-transaction.ts';
import type { Store } from './open-store.ts';

/** Who holds a lease: readable, and precise enough to tell whether the process still lives. */
export type Holder = { host: string; pid: number; id: string };

export type LeaseResult = { kind: 'held-by-us' } | { kind: 'held-by-other'; holder: Holder; until: string };

export function thisProcess(id: string): Holder {
  return { host: hostname(), pid: process.pid, id };
}

function isDeadHere({ host, pid }: Holder): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/**
 * Takes or renews a lease by name. One that ran out, or whose process on this machine is gone, is taken over; else the
 * answer says who holds it until when.
 */
export async function takeLease(
  store: Store,
  name: string,
  holder: Holder,
  now: Date,
  ttlMs: number,
): Promise<LeaseResult> {
  const expires_at = new Date(now.getTime() + ttlMs).toISOString();
  return inTransaction(store, async (transaction) => {
    const found = await transaction.selectFrom('leases').selectAll().where('name', '=', name).executeTakeFirst();
    const other = found && (JSON.parse(found.holder) as Holder);
    if (found && other && other.id !== holder.id && found.expires_at > now.toISOString() && !isDeadHere(other)) {
      return { kind: 'held-by-other', holder: other, until: found.expires_at };
    }
    await transaction
      .insertInto('leases')
      .values({ name, holder: JSON.stringify(holder), expires_at })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ holder: JSON.stringify(holder), expires_at }))
      .execute();
    return { kind: 'held-by-us' };
  });
}

/** Gives a lease back; does nothing when another process has taken it over. */
export async function returnLease(store: Store, name: string, holder: Holder): Promise<void> {
  await store.deleteFrom('leases').where('name', '=', name).where('holder', '=', JSON.stringify(holder)).execute();
}
