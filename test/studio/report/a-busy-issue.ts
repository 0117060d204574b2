import { toolSlugSchema } from '#catalog/tool.ts';
import type { Store } from '#store/open-store.ts';
import { castVote } from '#votes/vote-queries.ts';
import { week } from '../../builders/issue-builders.ts';
import { aMailedIssue, BEGAN, type Fate } from '../../builders/mailed-issue-builder.ts';
import { addReaders } from '../../builders/store-builders.ts';

const SITE = 'https://verdicts.example';
const COMPARE = `${SITE}/compare/alpha-vs-beta`;
const VOTE = `${SITE}/vote/gamma-vs-delta/%%READER_TOKEN%%`;

const told = (type: string, minute: number, more: { machine?: string; link?: string } = {}) => ({
  type: `email.${type}`,
  minute,
  ...more,
});

/** A reader's fate by the reader's number: every kind of it comes, and most got it. */
function fateOf(number: number): Fate {
  if (number % 50 === 7) return { outcome: 'rejected', problem: 'the `to` field is invalid' };
  if (number % 90 === 11) return { outcome: 'unknown' };
  if (number % 70 === 13) return { outcome: null };
  if (number % 30 === 17)
    return { event: 'bounced', problem: 'Permanent: no such mailbox', told: [told('bounced', 1 + number)] };
  if (number % 100 === 19)
    return { event: 'complained', told: [told('delivered', 3), told('complained', 300 + 2 * number)] };
  const minute = Math.round(2 + number ** 1.3);
  const read = number % 3 === 0 ? [told('opened', minute + 20)] : [];
  const scanned = number % 4 === 0 ? [told('opened', minute, { machine: 'a known scanner' })] : [];
  const clicked = number % 6 === 0 ? [told('clicked', minute + 30, { link: COMPARE })] : [];
  const voted = number % 12 === 0 ? [told('clicked', minute + 40, { link: VOTE })] : [];
  const panel = number % 40 === 0 ? [told('clicked', minute, { link: `${SITE}/panel`, machine: 'a scanner' })] : [];
  return { event: 'delivered', told: [told('delivered', minute), ...read, ...scanned, ...clicked, ...voted, ...panel] };
}

/** An issue to 260 readers with everything that may become of it, after two quieter ones. */
export async function aBusyIssue(store: Store): Promise<void> {
  const fates = Array.from({ length: 260 }, (_, index) => fateOf(index + 1));
  await addReaders(store, fates.length);
  for (const name of ['2026-W45', '2026-W46'] as const)
    await aMailedIssue(store, { name: week(name), fates: fates.slice(0, name === '2026-W45' ? 40 : 90) });
  const id = await aMailedIssue(store, { fates });
  const later = new Date(BEGAN.getTime() + 7_200_000);
  for (const [tool, ships, skips] of [
    ['alpha', 9, 2],
    ['beta', 3, 0],
    ['gamma', 0, 4],
  ] as const)
    for (let reader = 20; reader < 20 + ships + skips; reader += 1)
      await castVote(store, toolSlugSchema.parse(tool), reader, reader < 20 + ships ? 'ship' : 'skip', later);
  await store
    .updateTable('subscribers')
    .set({ status: 'unsubscribed', status_changed_at: later.toISOString(), left_issue_id: id })
    .where('id', 'in', [57, 60, 61])
    .execute();
}
