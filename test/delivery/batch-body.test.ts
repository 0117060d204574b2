import { describe, expect, it } from 'vitest';
import type { FrozenRecipient } from '#delivery/batch.ts';
import { bodiesOf, bodySha256 } from '#delivery/batch-body.ts';
import type { MailMessage } from '#rendering/mail-message.ts';
import { slot } from '#rendering/slots.ts';

const token = slot('READER_TOKEN');

const message = (changes: Partial<MailMessage> = {}): MailMessage => ({
  from: '"Verdicts, weekly" <verdicts@verdicts.example>',
  replyTo: undefined,
  subject: 'Midjourney or “Firefly”?',
  html: `<p title="a &quot;quote&quot;">Ä “quoted” \\ line\n<a href="https://verdicts.example/r/${token}">out</a></p>`,
  text: `Out: https://verdicts.example/r/${token}\n`,
  headers: { 'List-Unsubscribe': `<https://verdicts.example/u/${token}>` },
  ...changes,
});

const reader = (subscriberId: number, address = `reader${subscriberId}@example.org`): FrozenRecipient => ({
  subscriberId,
  address,
  token: `token-of-${subscriberId}`,
});

const read = (body: Buffer) => JSON.parse(body.toString());

describe('The body of a batch', () => {
  it('holds one mail a recipient in their order, each with its own address, token and tag', () => {
    const [first, second, ...others] = read(bodiesOf(message(), '2026-W47', 7)([reader(1), reader(23)]));
    expect(others).toEqual([]);
    expect(first).toEqual({
      from: '"Verdicts, weekly" <verdicts@verdicts.example>',
      to: 'reader1@example.org',
      subject: 'Midjourney or “Firefly”?',
      html: message().html.replaceAll(token, 'token-of-1'),
      text: message().text.replaceAll(token, 'token-of-1'),
      headers: { 'List-Unsubscribe': '<https://verdicts.example/u/token-of-1>' },
      tags: [
        { name: 'issue', value: '2026-W47' },
        { name: 'delivery', value: '7-1' },
      ],
    });
    expect(second).toMatchObject({ to: 'reader23@example.org', tags: [{}, { value: '7-23' }] });
    expect(second.html).toBe(message().html.replaceAll(token, 'token-of-23'));
  });

  it('names where answers go, if somewhere', () => {
    const [mail] = read(bodiesOf(message({ replyTo: 'editors@example.org' }), '2026-W47', 7)([reader(1)]));
    expect(mail.reply_to).toBe('editors@example.org');
  });

  it('keeps an address that JSON would have to escape', () => {
    const address = '"a\\"b"@example.org';
    expect(read(bodiesOf(message(), '2026-W47', 7)([reader(1, address)]))[0].to).toBe(address);
  });

  it('is the same bytes for the same recipients, and others for any other', () => {
    const sha = (recipients: FrozenRecipient[], changes = {}) =>
      bodySha256(bodiesOf(message(changes), '2026-W47', 7)(recipients));
    const known = sha([reader(1), reader(2)]);
    expect(sha([reader(1), reader(2)])).toBe(known);
    expect(sha([reader(2), reader(1)])).not.toBe(known);
    expect(sha([reader(1), { ...reader(2), token: 'another' }])).not.toBe(known);
    expect(sha([reader(1), reader(2)], { text: 'another' })).not.toBe(known);
  });

  it('is not made of a message with a slot that nobody fills', () => {
    expect(() => bodiesOf(message({ text: '%%FIRST_NAME%%' }), '2026-W47', 7)).toThrow('FIRST_NAME');
  });
});
