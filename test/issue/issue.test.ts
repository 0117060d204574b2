import { expect, it } from 'vitest';
import { isUntouched } from '#issue/issue.ts';
import { approved, draft, held, paused, sending, sent, skipped } from './every-state.ts';

it.each([
  ['a draft', draft],
  ['an issue that composing held', { ...held, decidedBy: 'composing' as const }],
  ['a week that composing skipped', { ...skipped, decidedBy: 'composing' as const }],
])('Composing may replace %s', (_, issue) => {
  expect(isUntouched(issue)).toBe(true);
});

it.each([
  ['an approved issue', approved],
  ['one that is sending', sending],
  ['one that is paused', paused],
  ['a sent one', sent],
  ['what an editor held', { ...held, decidedBy: 'editor' as const }],
  ['what the schedule held', { ...held, decidedBy: 'schedule' as const }],
  ['what an editor skipped', { ...skipped, decidedBy: 'editor' as const }],
])('Composing may not replace %s', (_, issue) => {
  expect(isUntouched(issue)).toBe(false);
});
