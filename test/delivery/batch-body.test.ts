import { describe, expect, it } from 'vitest';
import type { BatchBody } from '#delivery/answer.ts';
import type { FrozenRecipient } from '#delivery/batch.ts';
import { bodiesOf, bodySha256, type FrozenMail } from '#delivery/batch-body.ts';
import { listHeaders, type MailMessage } from '#rendering/mail-message.ts';
import { slot } from '#rendering/slots.ts';
import { readerToken } from '#subscribers/reader-token.ts';

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

const inline = (changes: Partial<MailMessage> = {}): FrozenMail => ({
  message: message(changes),
  form: { kind: 'inline' },
});

const reader = (subscriberId: number, address = `reader${subscriberId}@example.org`): FrozenRecipient => ({
  subscriberId,
  address,
  token: `token-of-${subscriberId}`,
});

const read = ({ pieces, length }: BatchBody) => {
  const bytes = Buffer.concat(pieces);
  expect(bytes).toHaveLength(length);
  return JSON.parse(bytes.toString());
};

describe('The body of a batch', () => {
  it('holds one mail a recipient in their order, each with its own address, token and tag', () => {
    const [first, second, ...others] = read(bodiesOf(inline(), '2026-W47', 7)([reader(1), reader(23)]));
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
    const [mail] = read(bodiesOf(inline({ replyTo: 'editors@example.org' }), '2026-W47', 7)([reader(1)]));
    expect(mail.reply_to).toBe('editors@example.org');
  });

  it('keeps an address that JSON would have to escape', () => {
    const address = '"a\\"b"@example.org';
    expect(read(bodiesOf(inline(), '2026-W47', 7)([reader(1, address)]))[0].to).toBe(address);
  });

  it('is the same bytes for the same recipients, and others for any other', () => {
    const sha = (recipients: FrozenRecipient[], changes = {}) =>
      bodySha256(bodiesOf(inline(changes), '2026-W47', 7)(recipients));
    const known = sha([reader(1), reader(2)]);
    expect(sha([reader(1), reader(2)])).toBe(known);
    expect(sha([reader(2), reader(1)])).not.toBe(known);
    expect(sha([reader(1), { ...reader(2), token: 'another' }])).not.toBe(known);
    expect(sha([reader(1), reader(2)], { text: 'another' })).not.toBe(known);
  });

  it('gives each recipient the mail in the order that is theirs', () => {
    const orders = new Map([['1-0', inline({ html: `<p>In another order. ${token}</p>` })]]);
    const bodyFor = bodiesOf(inline(), '2026-W47', 7, orders);
    const mails = read(bodyFor([reader(1), { ...reader(2), order: '1-0' }, reader(3)]));
    const htmlOf = (subscriberId: number) => message().html.replaceAll(token, `token-of-${subscriberId}`);
    expect(mails.map(({ html }: { html: string }) => html)).toEqual([
      htmlOf(1),
      '<p>In another order. token-of-2</p>',
      htmlOf(3),
    ]);
    expect(() => bodyFor([{ ...reader(4), order: '2-1-0' }])).toThrow('2-1-0');
  });

  it('is not made of a message with a slot that nobody fills', () => {
    expect(() => bodiesOf(inline({ text: '%%FIRST_NAME%%' }), '2026-W47', 7)).toThrow('FIRST_NAME');
  });
});

describe('The body of a batch that goes with a template', () => {
  const id = '0b6f1c1e-7d4c-4a8b-9a64-2f4f6f0a7c11';
  const bodyWith = (recipients: FrozenRecipient[], mail = message()) =>
    bodiesOf({ message: mail, form: { kind: 'template', id } }, '2026-W47', 7)(recipients);

  it('holds only what differs from reader to reader', () => {
    expect(read(bodyWith([reader(1), reader(23)]))).toEqual(
      [1, 23].map((subscriberId) => ({
        to: `reader${subscriberId}@example.org`,
        template: { id, variables: { READER_TOKEN: `token-of-${subscriberId}` } },
        headers: { 'List-Unsubscribe': `<https://verdicts.example/u/token-of-${subscriberId}>` },
        tags: [
          { name: 'issue', value: '2026-W47' },
          { name: 'delivery', value: `7-${subscriberId}` },
        ],
      })),
    );
  });

  it('takes at most 540 bytes a reader, more than half of them headers, whatever the length of the issue', () => {
    const publicUrl = 'https://verdicts.example.org';
    const from = 'Weekly AI Tool Verdicts <verdicts@verdicts.example.org>';
    const mail = message({ html: 'x'.repeat(25_000), headers: listHeaders({ from, replyTo: undefined, publicUrl }) });
    const readers = Array.from({ length: 100 }, (_, index) => {
      const subscriberId = 900_000 + index;
      const token = readerToken('a secret of a test, long enough', { subscriberId, issueId: 7 });
      return { ...reader(subscriberId, `firstname.lastname${index}@example.org`), token };
    });
    const body = bodyWith(readers, mail);
    expect(body.length / readers.length).toBeLessThanOrEqual(540);
  });
});
