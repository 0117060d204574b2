import { describe, expect, test } from 'vitest';
import { type CheckedMail, checkMail } from '#rendering/mail-checks.ts';
import type { MailMessage } from '#rendering/mail-message.ts';
import { approvalHash } from '#rendering/mail-message.ts';
import { renderIssue } from '#rendering/render-issue.ts';
import { aContent } from '../builders/issue-builders.ts';
import { mailSettings } from '../builders/sending-rig.ts';

const content = aContent();
const message = await renderIssue(content, mailSettings);

const findingsOf = (changes: Partial<MailMessage>, mail: Partial<CheckedMail> = {}) =>
  checkMail({
    content,
    publicUrl: mailSettings.publicUrl,
    postalAddress: mailSettings.postalAddress,
    message: { ...message, ...changes },
    ...mail,
  });

const withLink = (href: string) => ({ html: message.html.replace('</body>', `<a href="${href}">x</a></body>`) });

test('the mail as it is rendered has no finding', () => {
  expect(findingsOf({})).toEqual([]);
});

describe('what is found', () => {
  const cases: [string, Partial<MailMessage>, object][] = [
    [
      'a mail that mailboxes would cut',
      { html: `${message.html}${' '.repeat(100_000)}` },
      { check: 'size', level: 'error' },
    ],
    ['a subject of 51 characters', { subject: 'x'.repeat(51) }, { check: 'subject', level: 'error' }],
    ['an empty subject', { subject: ' ' }, { check: 'subject', level: 'error' }],
    [
      'a slot left over in the HTML',
      { html: `${message.html}%%NAME%%` },
      { check: 'slots', place: 'HTML', level: 'error' },
    ],
    [
      'a slot left over in a header',
      { headers: { ...message.headers, 'X-Reader': '%%WHO%%' } },
      { check: 'slots', place: 'headers' },
    ],
    [
      'an http link',
      withLink('http://example.org/'),
      { check: 'links', place: 'http://example.org/', problem: 'is not https' },
    ],
    ['a link to this machine', withLink('https://localhost/x'), { check: 'links', problem: 'leads to a private host' }],
    [
      'a link to a bare address',
      withLink('https://10.0.0.8/x'),
      { check: 'links', problem: 'leads to a private host' },
    ],
    ['a broken link', withLink('https//x'), { check: 'links', problem: 'is not a well-formed link' }],
    [
      'text without a way out',
      { text: message.text.replaceAll('/unsubscribe/', '/elsewhere/') },
      { check: 'ways out', place: 'text', level: 'error' },
    ],
    [
      'HTML without preferences',
      { html: message.html.replaceAll('/preferences/', '/elsewhere/') },
      { check: 'ways out', place: 'HTML', level: 'error' },
    ],
    [
      'HTML without the postal address',
      { html: message.html.replaceAll('Example Street', 'Road') },
      { check: 'ways out', problem: expect.stringContaining('Example Street') },
    ],
  ];
  for (const [sentence, changes, finding] of cases) {
    test(sentence, () => {
      expect(findingsOf(changes)).toEqual([expect.objectContaining(finding)]);
    });
  }

  test('a preheader that repeats the subject', () => {
    const repeating = aContent({ preheader: `${content.subject} And more words after it.` });
    expect(findingsOf({}, { content: repeating })).toEqual([
      expect.objectContaining({ check: 'preheader', level: 'warning' }),
    ]);
  });

  test('errors stand before warnings', () => {
    const levels = findingsOf({ subject: '' }, { content: aContent({ preheader: 'short' }) }).map(({ level }) => level);
    expect(levels).toEqual(['error', 'warning']);
  });
});

describe('the hash an approval is bound to', () => {
  const hash = approvalHash('content', message);
  test('is the same for the same bytes', () => expect(approvalHash('content', { ...message })).toBe(hash));
  for (const part of ['from', 'subject', 'html', 'text'] as const) {
    test(`changes with the ${part}`, () =>
      expect(approvalHash('content', { ...message, [part]: `${message[part]} ` })).not.toBe(hash));
  }
  test('changes with a header', () => expect(approvalHash('content', { ...message, headers: {} })).not.toBe(hash));
  test('changes with the content', () => expect(approvalHash('other', message)).not.toBe(hash));
});
