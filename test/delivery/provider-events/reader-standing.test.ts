import { afterEach, describe, expect, it } from 'vitest';
import { nextStatus } from '#delivery/provider-events/delivery-status.ts';
import { bouncesInARow, readerChange, standingAfter } from '#delivery/provider-events/reader-standing.ts';
import { anEventsRig, type EventsRig } from './events-rig.ts';

const active = { status: 'active', status_reason: null, suppressed_for: null, soft_bounces: 0 } as const;

describe('the status of a delivery', () => {
  it('rises from nothing over suppressed, delivered and bounced to complained, and never falls', () => {
    const rising = ['suppressed', 'delivered', 'bounced-in-passing', 'complained'] as const;
    const statuses = [null, 'suppressed', 'delivered', 'bounced', 'complained'] as const;
    const table = statuses.map((current) => rising.map((happening) => nextStatus(current, happening) ?? '-'));
    expect(table).toEqual([
      ['suppressed', 'delivered', 'bounced', 'complained'],
      ['-', 'delivered', 'bounced', 'complained'],
      ['-', '-', 'bounced', 'complained'],
      ['-', '-', '-', 'complained'],
      ['-', '-', '-', '-'],
    ]);
  });

  it.each(['on-its-way', 'failed', 'opened', 'clicked'] as const)('is not changed by %s', (happening) => {
    expect(nextStatus(null, happening)).toBeUndefined();
  });
});

describe('bounces in a row', () => {
  it.each([
    [['bounced', 'bounced'], 2],
    [['bounced', 'delivered', 'bounced'], 1],
    [['delivered', 'bounced', 'bounced'], 0],
    [[null, null, 'bounced', 'bounced'], 2],
    [['bounced', null, 'bounced'], 1],
    [[null], 0],
    [[], 0],
  ] as const)('of %o, the newest first, are %i', (statuses, count) => {
    expect(bouncesInARow(statuses)).toBe(count);
  });

  it('four do not suppress, five do', () => {
    const bounced = (count: number) => Array.from({ length: count }, () => 'bounced' as const);
    expect(readerChange(active, 'bounced-in-passing', bounced(4))).toEqual({ soft_bounces: 4 });
    expect(readerChange(active, 'bounced-in-passing', bounced(5))).toMatchObject({
      soft_bounces: 5,
      status: 'suppressed',
      status_reason: expect.stringContaining('5 issues in a row'),
      suppressed_for: 'passing-bounces',
    });
  });

  it('do not suppress a reader who was let back in, until the next bounce', () => {
    const five = [null, 'bounced', 'bounced', 'bounced', 'bounced', 'bounced'] as const;
    expect(readerChange(active, 'on-its-way', five)).toEqual({ soft_bounces: 5 });
  });
});

describe('why a reader is suppressed', () => {
  const put = (suppressed_for: 'passing-bounces' | 'provider' | 'bounce' | 'complaint' | 'editor' | null) =>
    ({ status: 'suppressed', status_reason: 'words', suppressed_for }) as const;

  it.each([
    ['suppressed', 'provider'],
    ['bounced-for-good', 'bounce'],
    ['complained', 'complaint'],
  ] as const)('is kept of an event that says %s', (happening, suppressed_for) => {
    expect(standingAfter(active, happening)).toMatchObject({ status: 'suppressed', suppressed_for });
  });

  it.each(['on-its-way', 'delivered', 'bounced-in-passing', 'failed', 'opened', 'clicked'] as const)(
    'is nothing that %s says',
    (happening) => expect(standingAfter(active, happening)).toEqual({}),
  );

  it('only becomes weightier, and one put aside by hand weighs nothing', () => {
    const becomes = (from: Parameters<typeof put>[0]) =>
      (['suppressed', 'bounced-for-good', 'complained'] as const).map(
        (happening) => standingAfter(put(from), happening).suppressed_for ?? '-',
      );
    expect(becomes(null)).toEqual(['provider', 'bounce', 'complaint']);
    expect(becomes('editor')).toEqual(['provider', 'bounce', 'complaint']);
    expect(becomes('passing-bounces')).toEqual(['provider', 'bounce', 'complaint']);
    expect(becomes('provider')).toEqual(['-', 'bounce', 'complaint']);
    expect(becomes('bounce')).toEqual(['-', '-', 'complaint']);
    expect(becomes('complaint')).toEqual(['-', '-', '-']);
  });

  it('is not changed by passing bounces in a row once a reader is gone', () => {
    const five = Array.from({ length: 5 }, () => 'bounced' as const);
    const left = { ...active, status: 'unsubscribed', soft_bounces: 5 } as const;
    for (const reader of [left, { ...put('editor'), soft_bounces: 5 }])
      expect(readerChange(reader, 'bounced-in-passing', five)).toEqual({});
  });
});

describe('over several issues', () => {
  let rig: EventsRig;
  afterEach(() => rig.end());

  /** Issues before the one that is sent, each accepted for reader 1. */
  async function withEarlierIssues(count: number): Promise<void> {
    rig = await anEventsRig({ readers: 1 });
    const { store } = rig.app;
    await rig.send();
    const sent = await store.selectFrom('issues').selectAll().executeTakeFirstOrThrow();
    for (let number = 1; number <= count; number += 1) {
      const id = sent.id + number;
      await store
        .insertInto('issues')
        .values({ ...sent, id, name: `2026-W${47 + number}` })
        .execute();
      await store.insertInto('batches').values({ issue_id: id, number: 1, state: 'settled' }).execute();
      const place = { batch_number: 1, subscriber_id: 1 };
      await store
        .insertInto('deliveries')
        .values({ issue_id: id, ...place, outcome: 'accepted', email_id: `mail-${id}` })
        .execute();
    }
  }

  const tellOf = (issue: number, event: 'bouncedTransient' | 'delivered') =>
    rig.post({
      mail: issue === 1 ? rig.mailOf(1) : { ...rig.mailOf(1), id: `mail-${issue}`, tags: [] },
      event,
    });

  it('the fifth passing bounce in a row suppresses', async () => {
    await withEarlierIssues(4);
    for (const issue of [1, 2, 3, 4]) await tellOf(issue, 'bouncedTransient');
    expect(await rig.reader(1)).toMatchObject({ status: 'active', soft_bounces: 4 });
    await tellOf(5, 'bouncedTransient');
    expect(await rig.reader(1)).toMatchObject({ status: 'suppressed', soft_bounces: 5 });
  });

  it('an issue that is delivered begins the count anew, and the same issue never counts twice', async () => {
    await withEarlierIssues(5);
    for (const issue of [1, 2, 3, 3, 3]) await tellOf(issue, 'bouncedTransient');
    expect(await rig.reader(1)).toMatchObject({ soft_bounces: 3 });
    await tellOf(4, 'delivered');
    expect(await rig.reader(1)).toMatchObject({ soft_bounces: 0 });
    for (const issue of [5, 6]) await tellOf(issue, 'bouncedTransient');
    expect(await rig.reader(1)).toMatchObject({ status: 'active', soft_bounces: 2 });
  });
});
