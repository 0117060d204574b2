import { describe, expect, test } from 'vitest';
import { approvalHash, listHeaders, shortListHeaders } from '#rendering/mail-message.ts';
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

describe('the headers of list mail', () => {
  const from = 'Weekly AI Tool Verdicts <verdicts@verdicts.example>';
  const publicUrl = 'https://verdicts.example';
  const headers = listHeaders({ from, replyTo: undefined, publicUrl });
  const token = '%%READER_TOKEN%%';

  test('name one https address, one to write to, and the list', () =>
    expect(headers).toEqual({
      'List-Unsubscribe': `<${publicUrl}/unsubscribe/${token}>, <mailto:verdicts@verdicts.example?subject=unsubscribe%20${token}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'List-Id': 'Weekly AI Tool Verdicts <weekly-verdicts.verdicts.example>',
    }));

  test('lose in their short form the token in the mail to us and the words beside the id, and nothing else', () =>
    expect(shortListHeaders(headers)).toEqual({
      'List-Unsubscribe': `<${publicUrl}/unsubscribe/${token}>, <mailto:verdicts@verdicts.example?subject=unsubscribe>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'List-Id': '<weekly-verdicts.verdicts.example>',
    }));

  test('keep in their short form what is no header of ours', () =>
    expect(shortListHeaders({ 'X-Other': 'words <id>' })).toEqual({ 'X-Other': 'words <id>' }));
});
