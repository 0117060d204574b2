import { describe, expect, test } from 'vitest';
import { approvalHash } from '#rendering/mail-message.ts';
import { renderIssue } from '#rendering/render-issue.ts';
import { aContent } from '../builders/issue-builders.ts';
import { mailSettings } from '../builders/sending-rig.ts';

describe('the hash an approval is bound to', async () => {
  const message = await renderIssue(aContent(), mailSettings);
  const hash = approvalHash('content', message);
  test('is the same for the same bytes', () => expect(approvalHash('content', { ...message })).toBe(hash));
  for (const part of ['from', 'subject', 'html', 'text'] as const) {
    test(`changes with the ${part}`, () =>
      expect(approvalHash('content', { ...message, [part]: `${message[part]} ` })).not.toBe(hash));
  }
  test('changes with a header', () => expect(approvalHash('content', { ...message, headers: {} })).not.toBe(hash));
  test('changes with the content', () => expect(approvalHash('other', message)).not.toBe(hash));
});
