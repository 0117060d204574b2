import { describe, expect, it } from 'vitest';
import {
  approve,
  finishSending,
  hold,
  pause,
  resume,
  skip,
  startSending,
  withdrawApproval,
} from '#issue/issue-steps.ts';
import { anApproval, approved, draft, held, paused, sending } from './every-state.ts';

/** What a step must carry over untouched. */
const { state: _, ...facts } = draft;
const { content: __, contentHash: ___, ...factsWithoutContent } = facts;

describe('A draft', () => {
  it('is approved by a named editor, for exact bytes, at a time', () => {
    expect(approve(draft, anApproval)).toStrictEqual({ ...facts, state: 'approved', approval: anApproval });
  });

  it('is held with its content, with the reason and who said so', () => {
    expect(hold(draft, 'one more day', 'editor')).toStrictEqual({
      ...facts,
      state: 'held',
      reason: 'one more day',
      decidedBy: 'editor',
    });
  });

  it('is skipped without its content, with the reason and who said so', () => {
    expect(skip(draft, 'a holiday', 'schedule')).toStrictEqual({
      ...factsWithoutContent,
      state: 'skipped',
      reason: 'a holiday',
      decidedBy: 'schedule',
    });
  });
});

describe('An approved issue', () => {
  it('is the very draft again when the approval is withdrawn', () => {
    expect(withdrawApproval(approved)).toStrictEqual(draft);
  });

  it('loses its approval when it is held', () => {
    const issue = hold(approved, 'one more day', 'editor');
    expect(issue).toMatchObject({ state: 'held', contentHash: draft.contentHash });
    expect(issue).not.toHaveProperty('approval');
  });

  it('starts sending with its approval and the time it was frozen', () => {
    expect(startSending(approved, '2026-11-17T09:00:00.000Z')).toStrictEqual({
      ...facts,
      state: 'sending',
      approval: anApproval,
      frozenAt: '2026-11-17T09:00:00.000Z',
    });
  });
});

describe('A held issue', () => {
  it('can be skipped', () => {
    expect(skip(held, 'too late now', 'editor')).toStrictEqual({
      ...factsWithoutContent,
      state: 'skipped',
      reason: 'too late now',
      decidedBy: 'editor',
    });
  });
});

describe('An issue that is sending', () => {
  it('says why it stands still, and is as before when it goes on', () => {
    expect(pause(sending, 'no more quota')).toStrictEqual({ ...sending, pausedBecause: 'no more quota' });
    expect(resume(pause(sending, 'no more quota'))).toStrictEqual(sending);
    expect(resume(sending)).toStrictEqual(sending);
  });

  it('is sent at a time, and no longer paused', () => {
    expect(finishSending(paused, '2026-11-17T09:05:00.000Z')).toStrictEqual({
      ...sending,
      state: 'sent',
      sentAt: '2026-11-17T09:05:00.000Z',
    });
  });
});

it('No step changes the issue it starts from', () => {
  const before = structuredClone({ draft, approved, sending, paused, held });
  approve(draft, anApproval);
  withdrawApproval(approved);
  hold(approved, 'x', 'editor');
  skip(held, 'x', 'editor');
  startSending(approved, 'x');
  pause(sending, 'x');
  resume(paused);
  finishSending(paused, 'x');
  expect({ draft, approved, sending, paused, held }).toStrictEqual(before);
});
