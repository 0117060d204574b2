import { expect, test } from 'vitest';
import type { Issue } from '#issue/issue.ts';
import { needsOf, type WeekFacts } from '../../src/studio/weeks/needs.ts';
import { approved, draft, held, paused, sending, sent, skipped } from '../issue/every-state.ts';

const now = new Date('2026-11-16T12:00:00.000Z');
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

const facts = (changes: Partial<WeekFacts> = {}): WeekFacts => ({
  sendsAt: inHours(48),
  now,
  unknown: 0,
  unmailed: 0,
  approvalFits: true,
  ...changes,
});

test.each<[string, Issue]>([
  ['a draft with time to spare', draft],
  ['approved', approved],
  ['sending', sending],
  ['sent', sent],
  ['skipped', skipped],
])('Nothing is asked of an editor when all is well: %s', (_, issue) => {
  expect(needsOf(issue, facts())).toEqual([]);
});

test.each<[string, Issue, Partial<WeekFacts>, string]>([
  ['held', held, {}, 'held: waits for a better lead'],
  ['paused', paused, {}, 'sending stands still: the provider asks for a pause'],
  ['not approved, a day before', draft, { sendsAt: inHours(24) }, 'goes out within a day and is not approved'],
  ['not approved, minutes before', draft, { sendsAt: inHours(0.01) }, 'goes out within a day and is not approved'],
  ['not approved and late', draft, { sendsAt: now }, 'its time has passed and nobody has approved it'],
  ['approved for other bytes', approved, { approvalFits: false }, 'the approval is for other bytes than would be sent'],
  ['of unknown fate', sent, { unknown: 3 }, '3 of unknown fate: settle them'],
  ['not mailed', sent, { unmailed: 2 }, '2 did not get it and could be mailed'],
])('An editor is told what needs a hand: %s', (_, issue, changes, need) => {
  expect(needsOf(issue, facts(changes))).toEqual([need]);
});

test.each<[string, Issue, Partial<WeekFacts>]>([
  ['25 hours before', draft, { sendsAt: inHours(25) }],
  ['when nobody has said a time yet', draft, { sendsAt: undefined }],
  ['approved in time', approved, { sendsAt: inHours(1) }],
  ['while readers are still being mailed', sending, { unmailed: 200 }],
])('An editor is left in peace: %s', (_, issue, changes) => {
  expect(needsOf(issue, facts(changes))).toEqual([]);
});

test('Several needs are all told', () => {
  expect(needsOf(sent, facts({ unknown: 1, unmailed: 1 }))).toHaveLength(2);
});
