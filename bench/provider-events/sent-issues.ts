import { type RawBuilder, sql } from 'kysely';
import { openStore, type Store } from '#store/open-store.ts';

/** Sent, delivered and opened, of each earlier delivery. */
const EVENTS_A_DELIVERY = 3;
const AT = '2026-11-17T09:00:00.000Z';

const MESSAGE = JSON.stringify({
  from: 'Weekly AI Tool Verdicts <verdicts@verdicts.example>',
  subject: 'Alpha or Beta?',
  html: Array.from({ length: 20 }, (_, index) => `<a href="https://verdicts.example/compare/${index}">a link</a>`).join(
    `<p>${'a verdict '.repeat(100)}</p>`,
  ),
  text: 'Alpha or Beta?',
  headers: {},
});

/** The body of an earlier event: about as long as Resend's are. */
const BODY = JSON.stringify({
  type: 'email.opened',
  created_at: AT,
  data: { words: 'as long as they are '.repeat(30) },
});

export type Sent = { readers: number; issues: number };

function numbers(from: number, to: number): RawBuilder<unknown> {
  return sql`with recursive numbers(n) as (select ${sql.lit(from)} union all select n + 1 from numbers where n < ${sql.lit(to)})`;
}

/** As long as the provider's, and as different at its end; the same as `emailIdOf`. */
function emailIdInSql(issue: number, reader: RawBuilder<unknown>): RawBuilder<string> {
  return sql`printf('mail-%012d-%010d-%06x', ${sql.lit(issue)}, ${reader}, (${reader} * 7919 + ${sql.lit(issue)} * 104729) % 16777216)`;
}

export function emailIdOf(issue: number, reader: number): string {
  const end = ((reader * 7919 + issue * 104_729) % 16_777_216).toString(16).padStart(6, '0');
  return `mail-${String(issue).padStart(12, '0')}-${String(reader).padStart(10, '0')}-${end}`;
}

async function addReaders(store: Store, readers: number): Promise<void> {
  await sql`insert into subscribers (id, address, address_key, status, status_changed_at, consent_source, consent_at, created_at)
    ${numbers(1, readers)} select n, 'reader' || n || '@readers.example', 'reader' || n || '@readers.example',
      'active', ${AT}, 'form', ${AT}, ${AT} from numbers`.execute(store);
}

async function addIssue(store: Store, issue: number, readers: number): Promise<void> {
  await sql`insert into issues (id, name, state, cutoff_on, report, composed_at, frozen_at, sent_at)
    values (${issue}, ${`2026-W${issue}`}, 'sent', '2026-11-16', '{}', ${AT}, ${AT}, ${AT})`.execute(store);
  await sql`insert into frozen_messages (issue_id, message, audience) values (${issue}, ${MESSAGE}, ${readers})`.execute(
    store,
  );
  await sql`insert into batches (issue_id, number, state, first_attempt_at)
    ${numbers(1, Math.ceil(readers / 100))} select ${issue}, n, 'settled', ${AT} from numbers`.execute(store);
  await sql`insert into deliveries (issue_id, subscriber_id, batch_number, outcome, email_id)
    ${numbers(1, readers)} select ${issue}, n, (n + 99) / 100, 'accepted', ${emailIdInSql(issue, sql`n`)}
    from numbers`.execute(store);
}

/** Their ids are like those of `svixId`. */
async function addEvents(store: Store, issue: number, readers: number): Promise<void> {
  await sql`insert into provider_events (svix_id, type, received_at, body, state, email_id, issue_id, subscriber_id)
    ${numbers(1, readers * EVENTS_A_DELIVERY)}
    select 'msg_' || printf('%04d%09d', ${issue}, n) || lower(hex(randomblob(7))),
      case n % 3 when 0 then 'email.sent' when 1 then 'email.delivered' else 'email.opened' end,
      ${AT}, ${BODY}, 'applied', ${emailIdInSql(issue, sql`((n + 2) / 3)`)}, ${issue}, (n + 2) / 3
    from numbers`.execute(store);
  await sql`update deliveries set event = 'delivered' where issue_id = ${issue}`.execute(store);
}

/** Fills a SQLite database with readers and sent issues, of all but the last of which every event has come already. */
export async function sentIssues(path: string, readers: number, eventsThere: number): Promise<Sent> {
  const store = await openStore(path);
  const earlier = Math.ceil(eventsThere / (readers * EVENTS_A_DELIVERY));
  try {
    await addReaders(store, readers);
    for (let issue = 1; issue <= earlier + 1; issue += 1) {
      await addIssue(store, issue, readers);
      if (issue <= earlier) await addEvents(store, issue, readers);
    }
    return { readers, issues: earlier + 1 };
  } finally {
    await store.destroy();
  }
}
