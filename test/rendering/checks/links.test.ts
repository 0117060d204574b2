import { describe, expect, test } from 'vitest';
import { aCheckedMail, findingsOf, withinBody } from './a-checked-mail.ts';

const linkTo = (href: string) => withinBody(`<a href="${href}">x</a>`);

describe('an address that is refused', () => {
  const refused: [string, string][] = [
    ['http://example.org/', 'is not https'],
    ['javascript:alert(1)', 'is not https'],
    ['//example.org/', 'is not a well-formed link'],
    ['/compare/a', 'is not a well-formed link'],
    ['https//x', 'is not a well-formed link'],
    ['https://reader:secret@example.org/', 'holds a user name or password'],
    ['https://localhost/x', 'leads to a private host'],
    ['https://LOCALHOST./x', 'leads to a private host'],
    ['https://intranet/', 'leads to a private host'],
    ['https://10.0.0.8/x', 'leads to a private host'],
    ['https://0x7f.1/', 'leads to a private host'],
    ['https://[::1]/', 'leads to a private host'],
    ['https://wiki.internal/', 'leads to a private host'],
    ['https://router.home.arpa/', 'leads to a private host'],
  ];
  test.each(refused)('%s', async (href, problem) => {
    expect(await findingsOf(await linkTo(href), 'links')).toEqual([
      expect.objectContaining({ level: 'error', place: href, problem }),
    ]);
  });

  test('one that is empty', async () => {
    expect(await findingsOf(await linkTo(''), 'links')).toEqual([
      expect.objectContaining({ place: 'a link without an address' }),
    ]);
  });

  test('one of an image', async () => {
    const image = '<img src="http://example.org/a.png" alt="" width="1" height="1">';
    expect(await findingsOf(await withinBody(image), 'links')).toEqual([
      expect.objectContaining({ place: 'http://example.org/a.png' }),
    ]);
  });

  test('one in the text alone', async () => {
    const { message } = await aCheckedMail();
    const mail = await aCheckedMail({ message: { text: `${message.text}\n[9] http://example.org/x\n` } });
    expect(await findingsOf(mail, 'links')).toEqual([expect.objectContaining({ place: 'http://example.org/x' })]);
  });
});

test.each(['https://example.org/?a=1&amp;b=%%READER_TOKEN%%', 'mailto:editors@example.org'])(
  'an address that is fine: %s',
  async (href) => {
    expect(await findingsOf(await linkTo(href), 'links')).toEqual([]);
  },
);

test('a wrong link in the note or the sponsor’s words points at them', async () => {
  const note = 'Read [this](https://wiki.internal/) and [that](http://example.org/).';
  expect(await findingsOf(await aCheckedMail({ content: { note } }), 'links')).toEqual([
    expect.objectContaining({ place: 'the link "that"', problem: 'leads nowhere', field: 'note' }),
    expect.objectContaining({ place: 'https://wiki.internal/', field: 'note' }),
  ]);
  const sponsor = { label: 'Sponsor', markdown: 'Buy [it](https://shop.internal/).' };
  expect(await findingsOf(await aCheckedMail({ content: { sponsor } }), 'links')).toEqual([
    expect.objectContaining({ place: 'https://shop.internal/', field: 'sponsor' }),
  ]);
});
