import { sql } from 'kysely';
import type { Store } from '#store/open-store.ts';

/** So many points in a window that opens with the first of them. */
export type Limit = { name: string; points: number; windowMs: number };

/** What a limit says after one more: whether that was still within it, how much is used, and when it starts again. */
export type Consumed = { allowed: boolean; used: number; resetsAt: Date };

/**
 * Counts one more against a limit, in one statement, so that two processes never both get the last point. In the database
 * through Kysely: rate-limiter-flexible needs a driver of its own and asks the machine for the time.
 */
export async function consume(store: Store, limit: Limit, key: string, now: Date): Promise<Consumed> {
  const at = now.toISOString();
  const resets_at = new Date(now.getTime() + limit.windowMs).toISOString();
  const row = await store
    .insertInto('rate_limits')
    .values({ key: `${limit.name}:${key}`, points: 1, resets_at })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        points: sql<number>`case when rate_limits.resets_at > ${at} then rate_limits.points + 1 else 1 end`,
        resets_at: sql<string>`case when rate_limits.resets_at > ${at} then rate_limits.resets_at else ${resets_at} end`,
      }),
    )
    .returning(['points', 'resets_at'])
    .executeTakeFirstOrThrow();
  return { allowed: row.points <= limit.points, used: row.points, resetsAt: new Date(row.resets_at) };
}

/** Counts against one limit after another; what the first refuses does not use up the next. */
export async function withinAll(store: Store, limits: readonly Limit[], key: string, now: Date): Promise<boolean> {
  for (const limit of limits) if (!(await consume(store, limit, key, now)).allowed) return false;
  return true;
}

export async function forgetFinishedLimits(store: Store, now: Date): Promise<void> {
  await store.deleteFrom('rate_limits').where('resets_at', '<=', now.toISOString()).execute();
}
