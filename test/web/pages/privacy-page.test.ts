import { expect, test } from 'vitest';
import { visibleText } from '../../emails/read-html.ts';
import { aSite } from '../a-site.ts';

test('privacy says what is stored, who else sees it, how to leave, and where to write', async () => {
  const site = await aSite({ sent: [] });
  const text = visibleText(await site.page('/privacy'));
  for (const said of [
    'Your e-mail address',
    'keyed hash of your IP address',
    'Your votes',
    'Resend',
    'unsubscribes you',
  ])
    expect(text).toContain(said);
  expect(text).toContain(site.app.mail.postalAddress);
  await site.end();
});

test('no table of the database keeps something of a reader that privacy does not speak of', async () => {
  const site = await aSite({ sent: [] });
  const tables = await site.app.store.introspection.getTables();
  const columns = tables.find(({ name }) => name === 'subscribers')?.columns.map(({ name }) => name) ?? [];
  // A column that is not in this list needs a look at privacy-page.tsx before it goes in.
  const spokenOf = [
    ...['id', 'address', 'address_key', 'name', 'status', 'status_reason', 'status_changed_at', 'created_at'],
    ...['consent_source', 'consent_at', 'consent_page', 'consent_text_version', 'consent_ip_hash'],
    ...['consent_user_agent', 'confirmed_at', 'categories', 'paused_until', 'left_issue_id', 'soft_bounces'],
    'suppressed_for',
  ];
  expect(columns.filter((column) => !spokenOf.includes(column))).toEqual([]);
  await site.end();
});
