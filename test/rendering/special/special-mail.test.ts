import { describe, expect, test } from 'vitest';
import { listHeaders } from '#rendering/mail-message.ts';
import { messageForReader } from '#rendering/message-for-reader.ts';
import { readerLinks } from '#rendering/reader-links.ts';
import { mailSettings } from '../../builders/sending-rig.ts';
import { hrefs, visibleText } from '../../emails/read-html.ts';
import { withText } from './layouts.ts';
import { sampleMail, sampleMails } from './sample-mail.ts';

const { preferences, unsubscribe } = readerLinks(mailSettings.publicUrl);
const mail = await sampleMail(withText('The layout’s own words'));

describe('a special edition', () => {
  test('goes out as list mail from the newsletter, with the editor’s subject', () => {
    const { from, replyTo } = mailSettings;
    expect(mail).toEqual(
      expect.objectContaining({ from, replyTo, subject: 'One thing changes', headers: listHeaders(mailSettings) }),
    );
    expect(mail.html).toContain('<title>One thing changes</title>');
  });

  test('opens with its preheader, then shows the layout, then our footer', () => {
    const seen = visibleText(mail.html);
    const places = ['What changes, why', 'The layout’s own words', 'You get this because', '1 Example Street'].map(
      (part) => seen.indexOf(part),
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(seen.trimStart().startsWith('What changes, why')).toBe(true);
  });

  test('has the ways out and the postal address in both parts', async () => {
    for (const { html, text } of [mail, ...(await sampleMails())]) {
      expect(hrefs(html)).toEqual(expect.arrayContaining([preferences, unsubscribe]));
      expect(text.split('\n')).toEqual(expect.arrayContaining([preferences, unsubscribe, mailSettings.postalAddress]));
      expect(visibleText(html)).toContain(mailSettings.postalAddress);
    }
  });

  test('is filled for a reader like every other mail', () => {
    const { html, text } = messageForReader(mail)({ READER_TOKEN: 'token-of-one-reader' });
    expect(html + text).not.toContain('%%');
    expect(html).toContain(`href="${mailSettings.publicUrl}/unsubscribe/token-of-one-reader"`);
  });

  test('is the same whenever it is made, so that an approval can be bound to its bytes', async () => {
    expect(await sampleMail(withText('The layout’s own words'))).toEqual(mail);
  });

  test('is marked when it goes to the team, before everything a reader sees', async () => {
    const marked = await sampleMail(withText('x'), 'Test <mail>');
    expect(marked.subject).toBe('[Test] One thing changes');
    expect(visibleText(marked.html).indexOf('Test <mail>')).toBeLessThan(visibleText(marked.html).indexOf(' x '));
    expect(marked.text.startsWith('Test <mail>\n')).toBe(true);
  });
});

test('a layout that closes nothing, or too much, cannot swallow the footer', async () => {
  const { html } = await sampleMail(withText('<p>one<p>two</p></p>'));
  const footer = html.slice(html.indexOf('You get this') - 500);
  expect(footer).toContain('</div><table role="presentation" align="center"');
});
