import { expect, test } from 'vitest';
import { plainDate } from '#calendar/plain-date.ts';
import type { IssueContent } from '#issue/issue-content.ts';
import { type MailToReady, readyMail } from '#rendering/ready-mail.ts';
import { readyMailInThread } from '#rendering/ready-mail-thread.ts';
import { aCorrection, aSpecial } from '../builders/beside-builders.ts';
import { lineupIn } from '../builders/interest-builders.ts';
import { aContent } from '../builders/issue-builders.ts';
import { mailSettings } from '../builders/sending-rig.ts';

const mailOf = (content: IssueContent, orders: readonly string[] = []): MailToReady => ({
  content,
  settings: mailSettings,
  context: { today: plainDate('2026-11-17'), sentEarlier: new Map([['alpha-vs-beta', '2026-W46']]) },
  pace: 'all',
  orders,
});

test.each([
  ['a week’s issue in two orders', mailOf(aContent({ lineup: lineupIn('Search', 'Agents', 'Voice') }), ['2-0-1'])],
  ['a special edition', mailOf(aSpecial())],
  ['a correction', mailOf(aCorrection())],
])('the mail of %s is the same as without a thread, findings and hash included', async (_, mail) => {
  expect(await readyMailInThread(mail)).toEqual(await readyMail(mail));
});

test('what goes wrong in the thread is told to whoever asked', async () => {
  await expect(readyMailInThread(mailOf(aContent(), ['9-9']))).rejects.toThrow('9-9 is no order of the pairings');
});
