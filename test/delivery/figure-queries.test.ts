import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountingOfIssue } from '#delivery/accounting-queries.ts';
import { allBehind, countBehind, type FigureName, figureNames, someBehind } from '#delivery/figure-queries.ts';
import { reactionsToIssue } from '#delivery/provider-events/reaction-queries.ts';
import type { Store } from '#store/open-store.ts';
import { week } from '../builders/issue-builders.ts';
import { aMailedIssue, type Fate } from '../builders/mailed-issue-builder.ts';
import { aStore } from '../builders/store-builders.ts';

const opened = (machine?: string) => ({ type: 'email.opened', minute: 30, ...(machine ? { machine } : {}) });
const clicked = (machine?: string) => ({ type: 'email.clicked', minute: 40, ...(machine ? { machine } : {}) });

const fates: Fate[] = [
  { event: 'delivered', told: [{ type: 'email.delivered', minute: 2 }, opened(), opened('scanner'), clicked()] },
  { event: 'delivered', told: [{ type: 'email.delivered', minute: 3 }, opened('scanner'), clicked('scanner')] },
  { event: 'bounced', problem: 'no such mailbox', told: [{ type: 'email.bounced', minute: 4 }] },
  { event: 'complained', told: [{ type: 'email.complained', minute: 600 }] },
  { event: 'suppressed' },
  {},
  { outcome: 'rejected', problem: 'invalid address' },
  { outcome: 'suppressed' },
  { outcome: 'unsubscribed' },
  { outcome: 'unknown' },
  { outcome: null },
];

describe('the names behind a figure', () => {
  let store: Store;
  beforeEach(async () => {
    store = await aStore();
  });
  afterEach(() => store.destroy());

  const places = async (id: number, figure: FigureName) =>
    (await someBehind(store, id, figure, { offset: 0, limit: 100 })).map(({ subscriber }) => subscriber - 1);

  it('are as many as the accounting and the reactions say, for every figure', async () => {
    const id = await aMailedIssue(store, { fates });
    const { ofAccepted, ...accounting } = await accountingOfIssue(store, id);
    const reactions = await reactionsToIssue(store, id);
    const counts = new Map<FigureName, number>();
    for (const figure of figureNames) {
      counts.set(figure, await countBehind(store, id, figure));
      expect([figure, (await places(id, figure)).length]).toEqual([figure, counts.get(figure)]);
    }
    expect(Object.fromEntries(counts)).toEqual({
      audience: accounting.audience,
      accepted: accounting.accepted,
      delivered: ofAccepted.delivered,
      bounced: ofAccepted.bounced,
      complained: ofAccepted.complained,
      'suppressed-later': ofAccepted.suppressed,
      'on-its-way': ofAccepted.onItsWay,
      rejected: accounting.rejected,
      suppressed: accounting.suppressed,
      'unsubscribed-meanwhile': accounting.unsubscribed,
      unknown: accounting.unknown,
      waiting: accounting.waiting,
      opened: reactions.opened.readers,
      'opened-by-machines-only': reactions.opened.machinesOnly,
      clicked: reactions.clicked.readers,
      'clicked-by-machines-only': reactions.clicked.machinesOnly,
      left: 0,
    });
    expect([await places(id, 'opened'), await places(id, 'opened-by-machines-only')]).toEqual([[0], [1]]);
  });

  it('come with their status now, what went wrong and when', async () => {
    const id = await aMailedIssue(store, { fates });
    await store.updateTable('subscribers').set({ status: 'suppressed' }).where('id', '=', 3).execute();
    const [bounced] = await someBehind(store, id, 'bounced', { offset: 0, limit: 10 });
    expect(bounced).toMatchObject({
      address: 'delivered+reader3@resend.dev',
      status: 'suppressed',
      outcome: 'accepted',
      event: 'bounced',
      problem: 'no such mailbox',
      happenedAt: '2026-11-17T09:04:00.000Z',
    });
    const when = async (figure: FigureName) =>
      (await someBehind(store, id, figure, { offset: 0, limit: 1 }))[0]?.happenedAt;
    expect(await when('opened')).toBe('2026-11-17T09:30:00.000Z');
    // Nothing was heard of it: what is known is when its batch was handed over.
    expect(await when('on-its-way')).toBe('2026-11-17T09:01:00.000Z');
  });

  it('keep the delivery of a reader who was erased, without the address', async () => {
    const id = await aMailedIssue(store, { fates });
    await store.deleteFrom('subscribers').where('id', '=', 3).execute();
    expect(await someBehind(store, id, 'bounced', { offset: 0, limit: 10 })).toMatchObject([
      { address: null, status: null, event: 'bounced' },
    ]);
  });

  it('are those who left by the link of this issue, not of another', async () => {
    const first = await aMailedIssue(store, { fates });
    const second = await aMailedIssue(store, { name: week('2026-W48'), fates });
    const leave = { status: 'unsubscribed', status_changed_at: '2026-11-18T10:00:00.000Z' } as const;
    await store
      .updateTable('subscribers')
      .set({ ...leave, left_issue_id: first })
      .where('id', '=', 2)
      .execute();
    expect([await countBehind(store, first, 'left'), await countBehind(store, second, 'left')]).toEqual([1, 0]);
    expect(await someBehind(store, first, 'left', { offset: 0, limit: 10 })).toMatchObject([
      { address: 'delivered+reader2@resend.dev', happenedAt: '2026-11-18T10:00:00.000Z' },
    ]);
  });

  it('are all read, each once and in order, over batches and pages', async () => {
    const many: Fate[] = Array.from({ length: 250 }, (_, index) => (index % 5 === 0 ? { outcome: 'rejected' } : {}));
    const id = await aMailedIssue(store, { fates: many });
    const seen: number[] = [];
    for await (const { subscriber } of allBehind(store, id, 'accepted', 7)) seen.push(subscriber - 1);
    expect(seen).toEqual(many.flatMap((_, index) => (index % 5 === 0 ? [] : [index])));
    const rest = await someBehind(store, id, 'accepted', { offset: 195, limit: 100 });
    expect(rest.map(({ batch, subscriber }) => `${batch}/${subscriber}`)).toEqual([
      '3/245',
      '3/247',
      '3/248',
      '3/249',
      '3/250',
    ]);
  });
});
