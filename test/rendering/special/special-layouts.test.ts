import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import { specialLayouts } from '#rendering/special/special-layouts.ts';
import { hrefs, unbalancedTags, visibleText } from '../../emails/read-html.ts';
import { sampleMails } from './sample-mail.ts';

const MOST_BYTES = 25_000;

// Mails need measures and colours on the elements, for Outlook.
const validator = new HtmlValidate({ extends: ['html-validate:standard'], rules: { 'no-deprecated-attr': 'off' } });

async function findingsIn(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${ruleId} ${line}:${column} ${message}`),
  );
}

const asOutlookReads = (html: string) => html.replace(/<!--\[if mso(?: \| IE)?\]>(.*?)<!\[endif\]-->/gs, '$1');

test('the layouts of the folder come by name, each with a title', async () => {
  expect((await specialLayouts()).map(({ name, title }) => [name, title])).toEqual([
    ['announcement', 'Announcement'],
    ['verdicts-of-the-year', 'Verdicts of the year'],
  ]);
});

describe.each(await sampleMails())('the layout $name', ({ html, text, mjml }) => {
  test('becomes valid HTML, for everybody and for Outlook', async () => {
    expect(await findingsIn(html)).toEqual([]);
    expect(unbalancedTags(html)).toEqual([]);
    expect(unbalancedTags(asOutlookReads(html))).toEqual([]);
    expect(asOutlookReads(html)).not.toContain('<!--');
  });

  test('says which of its words an editor replaces, in the source and in what comes out', () => {
    expect(mjml.split('\n').slice(0, 3).join('\n')).toContain('<!-- SAMPLE: replace');
    expect(visibleText(html).match(/SAMPLE/g)!.length).toBeGreaterThan(5);
    expect(text).toContain('SAMPLE');
  });

  test('stays far below what mailboxes cut', () => {
    expect(Buffer.byteLength(html)).toBeLessThan(MOST_BYTES);
  });

  test('has one h1, and every table that is no data table is marked as layout', () => {
    expect(html.match(/<h1/g)).toHaveLength(1);
    const tables = asOutlookReads(html).match(/<table[^>]*>/g) ?? [];
    const data = html.match(/<th [^>]*scope="col"/g) ? 1 : 0;
    expect(tables.filter((table) => !table.includes('role="presentation"'))).toHaveLength(data);
  });

  test('asks nothing of the network, and every link is https', () => {
    expect(html).not.toMatch(/<(img|link|script|iframe|form|input)\b|\b(src|background)=|url\(|@import|@font-face/i);
    for (const href of hrefs(html)) expect(new URL(href).protocol).toBe('https:');
  });
});
