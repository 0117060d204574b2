import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { givenRows } from '#store/given-rows.ts';
import type { Store } from '#store/open-store.ts';

/** The last six signs of a mail's id at the provider, by which the index of deliveries finds it; the id itself is compared besides. */
function endOf(emailId: string): RawBuilder<string> {
  return sql`substr(${sql.ref(emailId)}, length(${sql.ref(emailId)}) - 5)`;
}

/** Whether a delivery is one of the mails that the provider calls so. */
export function isMailAmong(store: Store, emailIds: readonly string[]): RawBuilder<SqlBool> {
  const ids = emailIds.map((email_id) => ({ email_id }));
  const asked = givenRows(store, { email_id: 'text' }, ids);
  return sql`${endOf('deliveries.email_id')} in (select ${endOf('asked.email_id')} from ${asked} as asked)
    and deliveries.email_id in (select asked.email_id from ${asked} as asked)`;
}

/** Whether a delivery is the mail that a provider event tells of. */
export const isMailOfEvent: RawBuilder<SqlBool> = sql`${endOf('deliveries.email_id')} = ${endOf('provider_events.email_id')}
  and deliveries.email_id = provider_events.email_id`;
