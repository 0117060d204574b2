import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ListedMail, MailPage, Reading } from '#delivery/provider-list/listed-mail.ts';
import { patientReader, type ReadingEvent } from '#delivery/provider-list/patient-reader.ts';
import { type ListEnd, readBack, SURELY_KEPT_MS } from '#delivery/provider-list/read-back.ts';

const NOW = new Date('2026-11-18T09:00:00.000Z');
const DAY_MS = 24 * 3_600_000;
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

/** Mails of the last so many hours, one an hour, the newest first. */
const hourly = (hours: number): ListedMail[] =>
  Array.from({ length: hours }, (_, hour) => ({
    id: `mail-${hour}`,
    to: ['reader@resend.dev'],
    from: 'verdicts@verdicts.example',
    subject: 'Alpha or Beta?',
    createdAt: hoursAgo(hour),
  }));

type Setting = {
  mails?: readonly ListedMail[];
  pageSize?: number;
  since?: Date;
  /** What the first calls are answered with instead of a page. */
  instead?: Exclude<Reading<MailPage>, { kind: 'read' }>[];
  mayRead?: () => boolean;
  stop?: AbortSignal;
  wait?: () => Promise<void>;
};

async function reading({
  mails = hourly(30),
  pageSize = 10,
  since = hoursAgo(12),
  instead = [],
  mayRead = () => true,
  stop = new AbortController().signal,
  wait,
}: Setting) {
  const seen: string[] = [];
  const cursors: (string | undefined)[] = [];
  const waits: number[] = [];
  const events: ReadingEvent[] = [];
  const obstacles = [...instead];
  const read = patientReader({
    wait: wait ?? (async (ms) => void waits.push(ms)),
    mayRead: async () => mayRead(),
    report: (event) => events.push(event),
    stop,
  });
  const listMails = async (after: string | undefined): Promise<Reading<MailPage>> => {
    cursors.push(after);
    const obstacle = obstacles.shift();
    if (obstacle) return obstacle;
    const start = after === undefined ? 0 : mails.findIndex(({ id }) => id === after) + 1;
    const page = mails.slice(start, start + pageSize);
    const rate = { limit: 10, remaining: 5, resetSeconds: 1 };
    return { kind: 'read', value: { mails: page, hasMore: start + pageSize < mails.length }, rate };
  };
  const pages = readBack({ listMails, read, report: (event) => events.push(event), since, now: NOW });
  let page = await pages.next();
  for (; !page.done; page = await pages.next()) seen.push(...page.value.map(({ id }) => id));
  return { end: page.value as ListEnd, seen, cursors, waits, events };
}

const silence = { kind: 'silence', message: 'cut' } as const;
const error = (status: number, name: string, retryAfterSeconds?: number) =>
  ({ kind: 'error', status, name, message: 'no', retryAfterSeconds, rate: undefined }) as const;
const inOrder = (count: number) => hourly(count).map(({ id }) => id);

describe('reading the provider’s list back to an instant', () => {
  test('takes every mail since then, and stops at the page that goes beyond it', async () => {
    const { end, seen, cursors } = await reading({ since: hoursAgo(12) });
    expect(end).toEqual({ kind: 'complete' });
    expect(seen).toEqual(inOrder(13));
    expect(cursors).toEqual([undefined, 'mail-9']);
  });

  test('is complete as well when the list ends before, for a list that surely reaches back that far', async () => {
    const { end, seen } = await reading({ mails: hourly(5) });
    expect([end, seen]).toEqual([{ kind: 'complete' }, inOrder(5)]);
    expect((await reading({ mails: [] })).end).toEqual({ kind: 'complete' });
  });

  test('proves nothing about what is missing when the provider may have forgotten what is older', async () => {
    const since = new Date(NOW.getTime() - SURELY_KEPT_MS - 1);
    expect((await reading({ mails: hourly(5), since })).end).toEqual({ kind: 'forgotten' });
    const older = { ...hourly(1)[0]!, id: 'older', createdAt: new Date(since.getTime() - DAY_MS) };
    expect((await reading({ mails: [...hourly(5), older], since })).end).toEqual({ kind: 'complete' });
  });

  test('says how far it has come', async () => {
    const { events } = await reading({ since: hoursAgo(12) });
    expect(events).toEqual([
      { kind: 'reading', mails: 10, reached: hoursAgo(9), since: hoursAgo(12) },
      { kind: 'reading', mails: 13, reached: hoursAgo(12), since: hoursAgo(12) },
    ]);
  });

  test('whatever the pages are, takes each mail since the instant once and no other', async () => {
    const setting = fc.record({ count: fc.nat(40), pageSize: fc.integer({ min: 1, max: 12 }), hours: fc.nat(45) });
    await fc.assert(
      fc.asyncProperty(setting, async ({ count, pageSize, hours }) => {
        const { end, seen } = await reading({ mails: hourly(count), pageSize, since: hoursAgo(hours) });
        expect(end).toEqual({ kind: 'complete' });
        expect(seen).toEqual(inOrder(Math.min(count, hours + 1)));
      }),
    );
  });
});

describe('a call that reads', () => {
  test('keeps to the pace the provider names', async () => {
    const { waits } = await reading({ mails: hourly(60), since: hoursAgo(59) });
    expect(waits).toHaveLength(5);
    // Ten a second; the waits of this test take no time, so that each stands behind those before it.
    expect(Math.max(...waits)).toBeLessThanOrEqual(500);
    expect(waits[0]).toBeGreaterThan(50);
  });

  test('waits as long as retry-after says, and goes on', async () => {
    const { end, seen, waits } = await reading({ instead: [error(429, 'rate_limit_exceeded', 7)] });
    expect([end.kind, seen.length]).toEqual(['complete', 13]);
    expect(waits).toContain(7000);
  });

  test('is made again where the provider was silent or broke, and given up when that goes on', async () => {
    const twice = await reading({ instead: [silence, error(502, 'application_error')] });
    expect([twice.end.kind, twice.seen.length]).toEqual(['complete', 13]);
    const { end, events } = await reading({ instead: Array.from({ length: 20 }, () => silence) });
    expect(end).toEqual({ kind: 'no-answer', because: 'no answer: cut' });
    const waits = events.flatMap((event) => (event.kind === 'waiting' ? [event.ms] : []));
    expect(waits).toEqual([1000, 2000, 5000, 15_000, 30_000, 60_000]);
  });

  test('is not made again where no repetition helps', async () => {
    expect((await reading({ instead: [{ kind: 'sends-only' }] })).end).toEqual({ kind: 'sends-only' });
    const { end, cursors } = await reading({ instead: [error(403, 'invalid_api_key')] });
    expect(end).toEqual({ kind: 'no-answer', because: '403 invalid_api_key: no' });
    expect(cursors).toHaveLength(1);
  });

  test('is not made when whoever reads may not go on', async () => {
    const answers = [true, false];
    const { end, cursors } = await reading({ mayRead: () => answers.shift() ?? false });
    expect([end, cursors.length]).toEqual([{ kind: 'stopped' }, 1]);
  });

  test('is not made after a signal to stop, which ends a wait as well', async () => {
    const stopping = new AbortController();
    const wait = async () => stopping.abort();
    const { end, cursors } = await reading({ instead: [silence], stop: stopping.signal, wait });
    expect([end, cursors.length]).toEqual([{ kind: 'stopped' }, 1]);
  });
});
