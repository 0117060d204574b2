import { expect, test } from 'vitest';
import { renderIssue } from '#rendering/render-issue.ts';
import { renderOrders } from '#rendering/render-orders.ts';
import { aSpecial } from '../builders/beside-builders.ts';
import { lineupIn, orderIn } from '../builders/interest-builders.ts';
import { aContent } from '../builders/issue-builders.ts';
import { mailSettings } from '../builders/sending-rig.ts';

const content = aContent({ lineup: lineupIn('Search', 'Agents', 'Voice'), note: 'A note.' });

test('An issue in another order differs from its own in nothing but where its pairings stand', async () => {
  const own = await renderIssue(content, mailSettings);
  const [moved, ...others] = await renderOrders(content, ['2-0-1'], mailSettings);
  expect([moved?.order, others]).toEqual(['2-0-1', []]);
  const { html, text, ...rest } = moved!.message;
  expect([orderIn(html), orderIn(text)]).toEqual(['2-0-1', '2-0-1']);
  expect(rest).toEqual({ from: own.from, replyTo: own.replyTo, subject: own.subject, headers: own.headers });
  // Pairings and links are numbered in the order they are met.
  const lines = (mail: string) =>
    mail
      .replace(/\[\d+\]|^\d+\./gm, '#')
      .split('\n')
      .toSorted();
  expect(lines(text)).toEqual(lines(own.text));
  expect(Buffer.byteLength(html)).toBe(Buffer.byteLength(own.html));
});

test('What is mailed beside a week’s issue has no order but its own', async () => {
  expect(await renderOrders(aSpecial(), ['1-0'], mailSettings)).toEqual([]);
});
