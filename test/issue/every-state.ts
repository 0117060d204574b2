import type { Issue } from '#issue/issue.ts';
import { approve, finishSending, hold, pause, skip, startSending } from '#issue/issue-steps.ts';
import { aDraft } from '../builders/issue-builders.ts';

export const anApproval = { editor: 'editor@example.org', hash: 'a'.repeat(64), at: '2026-11-16T10:00:00.000Z' };
export const draft = aDraft();
export const approved = approve(draft, anApproval);
export const sending = startSending(approved, '2026-11-17T09:00:00.000Z');
export const paused = pause(sending, 'the provider asks for a pause');
export const sent = finishSending(sending, '2026-11-17T09:05:00.000Z');
export const held = hold(draft, 'waits for a better lead', 'editor');
export const skipped = skip(draft, 'nothing new', 'composing');

const { content: _, contentHash: __, ...heldBare } = held;

/** An issue in each of its states, and in each shape a state can have. */
export const everyState: Readonly<Record<string, Issue>> = {
  draft,
  approved,
  sending,
  'sending, but paused': paused,
  sent,
  held,
  'held without content': heldBare,
  skipped,
};
