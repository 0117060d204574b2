import { afterEach, describe, expect, test } from 'vitest';
import { pauseSending, resumeSending } from '#delivery/steer-sending.ts';
import { aDraft } from '../../builders/issue-builders.ts';
import { aMailedIssue } from '../../builders/mailed-issue-builder.ts';
import { ANN, BOB } from '../a-studio.ts';
import { aNewsroom, type Newsroom } from './a-newsroom.ts';

const DAY_MS = 24 * 3_600_000;
const TWO_WEEKS_LATER = new Date('2026-11-30T09:00:00.000Z');

let room: Newsroom;
afterEach(() => room.end());

describe('a notice', () => {
  test('is mailed to every editor, with the way to the issue', async () => {
    room = await aNewsroom();
    await room.put(aDraft());
    expect(await room.tell()).toBe('2026-W47: draft ready');
    const mails = await room.mailed();
    expect(mails.map(({ to, subject }) => ({ to, subject }))).toEqual([
      { to: ANN, subject: '2026-W47: the draft is ready' },
      { to: BOB, subject: '2026-W47: the draft is ready' },
    ]);
    for (const { text } of mails) expect(text).toContain('https://verdicts.example/studio/issues/2026-W47');
  });

  test('is told once, however often the job runs', async () => {
    room = await aNewsroom();
    await room.put(aDraft());
    await room.tell();
    await room.mailed();
    room.advance(60_000);
    expect(await room.tell()).toBeUndefined();
    expect(await room.mailed()).toEqual([]);
  });

  test('is told to nobody where no editor is set', async () => {
    room = await aNewsroom({ settings: { EDITORS: '' } });
    await room.put(aDraft());
    await room.tell();
    expect(await room.mailed()).toEqual([]);
  });

  test('comes again for another reason: a second pause is a second thing to know', async () => {
    room = await aNewsroom({ now: new Date('2026-11-17T09:30:00.000Z') });
    await aMailedIssue(room.app.store, { fates: [{}], state: 'sending' });
    const name = aDraft().name;
    const at = room.app.clock();
    await pauseSending(room.app.store, { name, who: ANN, at });
    expect(await room.tell()).toBe(`2026-W47: paused: ${ANN} paused it`);
    await resumeSending(room.app.store, { name, who: ANN, at });
    expect(await room.tell()).toBeUndefined();
    await pauseSending(room.app.store, { name, who: BOB, at });
    expect(await room.tell()).toBe(`2026-W47: paused: ${BOB} paused it`);
  });

  test('carries the sum of an issue that is sent, as it stands in the accounting', async () => {
    room = await aNewsroom({ now: new Date('2026-11-17T09:30:00.000Z') });
    await aMailedIssue(room.app.store, {
      fates: [{}, {}, { outcome: 'rejected' }, { outcome: 'unknown' }, { outcome: null }],
    });
    expect(await room.tell()).toBe('2026-W47: sent, 2026-W47: unknown');
    const [sent] = await room.mailed();
    expect(sent?.text.replace(/\s+/g, ' ')).toContain(
      'Audience 5 = accepted 2 + rejected 1 + suppressed 0 + unsubscribed meanwhile 0 + unknown 1 + waiting 1.',
    );
  });
});

describe('an issue older than two weeks', () => {
  test('is nobody’s news: a day short of it is told, two weeks are not', async () => {
    room = await aNewsroom({ now: TWO_WEEKS_LATER });
    await room.put(aDraft());
    expect(await room.tell()).toBeUndefined();
    expect(await room.mailed()).toEqual([]);
    room.advance(-DAY_MS);
    expect(await room.tell()).toBe('2026-W47: draft ready');
  });
});
