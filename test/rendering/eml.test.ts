import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { emlOf } from '#rendering/eml.ts';
import { renderIssue } from '#rendering/render-issue.ts';
import { aContent } from '../builders/issue-builders.ts';
import { mailSettings } from '../builders/sending-rig.ts';

const envelope = {
  to: 'reader@resend.dev',
  readerToken: 'abc.1.def',
  date: new Date('2026-11-17T09:00:00Z'),
  messageId: '<1@verdicts.example>',
};

test('the .eml holds both parts and every header, with the reader’s token in each link', async () => {
  const message = await renderIssue(aContent(), { ...mailSettings, replyTo: 'editors@verdicts.example' });
  const mail = await PostalMime.parse(await emlOf(message, envelope));
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
  expect(mail).toMatchObject({
    subject: 'Alpha or Beta?',
    from: { address: 'verdicts@verdicts.example' },
    messageId: '<1@verdicts.example>',
  });
  expect(mail.replyTo).toMatchObject([{ address: 'editors@verdicts.example' }]);
  expect(header('list-unsubscribe')).toBe(
    '<https://verdicts.example/unsubscribe/abc.1.def>, <mailto:editors@verdicts.example?subject=unsubscribe%20abc.1.def>',
  );
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  expect(header('list-id')).toBe('Weekly AI Tool Verdicts <weekly-verdicts.verdicts.example>');
  expect(mail.html).toContain('https://verdicts.example/unsubscribe/abc.1.def');
  expect(mail.text).toContain('https://verdicts.example/unsubscribe/abc.1.def');
  expect(`${mail.html}${mail.text}`).not.toContain('%%');
});

test('the same mail is the same file', async () => {
  const message = await renderIssue(aContent(), mailSettings);
  expect(await emlOf(message, envelope)).toEqual(await emlOf(message, envelope));
});

test('a test mail says so in subject and body', async () => {
  const message = await renderIssue(aContent(), mailSettings, 'This is a test.');
  expect(message.subject).toBe('[Test] Alpha or Beta?');
  expect(message.html).toContain('This is a test.');
  expect(message.text).toContain('This is a test.');
});
