/** What an address may write, and nothing else does. The first that fits counts; where none fits, nothing is written. */
const MAY_WRITE: readonly [method: string, address: RegExp, tables: readonly string[]][] = [
  ['POST', /^\/subscribe$/, ['sign_ups', 'rate_limits']],
  ['POST', /^\/confirm\//, ['sign_ups', 'subscribers', 'erased_addresses', 'votes', 'outgoing_mails']],
  ['POST', /^\/confirm-address\//, ['subscribers', 'outgoing_mails']],
  ['POST', /^\/(unsubscribe|undo)\//, ['subscribers']],
  ['POST', /^\/vote\/[^/]+\//, ['votes']],
  ['POST', /^\/preferences\/[^/]+\/address$/, ['rate_limits', 'outgoing_mails']],
  [
    'POST',
    /^\/preferences\/[^/]+\/erase$/,
    ['subscribers', 'erased_addresses', 'votes', 'sign_ups', 'outgoing_mails', 'provider_events'],
  ],
  ['POST', /^\/preferences\/[^/]+$/, ['subscribers']],
  ['POST', /^\/webhooks\/resend$/, ['provider_events', 'deliveries', 'subscribers', 'batches']],
  ['POST', /^\/studio\/sign-in$/, ['rate_limits', 'editor_links', 'outgoing_mails']],
  ['POST', /^\/studio\/sign-in\//, ['editor_links', 'editor_sessions']],
  ['POST', /^\/studio\/sign-out$/, ['editor_sessions']],
  ['POST', /^\/studio\/(specials|corrections)$/, ['issues', 'issue_changes']],
  [
    'POST',
    /^\/studio\/issues\/[^/]+\/(stop|reopen|settle)$/,
    ['issues', 'issue_changes', 'batches', 'deliveries', 'frozen_messages'],
  ],
  ['POST', /^\/studio\/issues\/[^/]+\/[a-z]+$/, ['issues', 'issue_changes']],
];

/** Counts of what was asked are no trace of what was in it. */
const EVEN_WHEN_REFUSED = ['rate_limits'];

/** The tables a request may have written to, by how it was answered. */
export function mayWrite(method: string, pathname: string, status: number): readonly string[] {
  const tables = MAY_WRITE.find(([verb, address]) => verb === method && address.test(pathname))?.[2] ?? [];
  // SQLite counts the numbers of rows by itself.
  if (status < 400) return [...tables, 'sqlite_sequence'];
  return tables.filter((table) => EVEN_WHEN_REFUSED.includes(table));
}
