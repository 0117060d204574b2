import { expect, test } from 'vitest';
import { aCheckedMail, findingsOf, sound } from './a-checked-mail.ts';

const { html } = sound.message;
const found = async (broken: string) => {
  expect(broken).not.toBe(html);
  return findingsOf(await aCheckedMail({ message: { html: broken } }), 'markup', 'Outlook markup');
};

test('a tag that Outlook’s comments leave open is found there and nowhere else', async () => {
  const findings = await found(html.replace('</table><![endif]-->', '<![endif]-->'));
  expect(findings.length).toBeGreaterThan(0);
  expect(new Set(findings.map(({ check }) => check))).toEqual(new Set(['Outlook markup']));
  expect(findings[0]).toMatchObject({ level: 'error', place: expect.stringContaining('what Outlook reads, at "<') });
});

test('a tag that all readers get open is found in both views, with its place', async () => {
  const findings = await found(html.replace('</h1>', ''));
  expect(findings).toContainEqual(
    expect.objectContaining({ check: 'markup', level: 'error', place: expect.stringMatching(/^HTML, at "<\/?/) }),
  );
  expect(findings).toContainEqual(expect.objectContaining({ check: 'Outlook markup' }));
});

test('an attribute or an id that stands twice is found', async () => {
  expect(await found(html.replace('<h1 ', '<h1 style="margin:0" '))).toContainEqual(
    expect.objectContaining({ problem: 'Attribute "style" duplicated' }),
  );
  expect(await found(html.replace('<h1 ', '<h1 id="a" ').replace('<h2 ', '<h2 id="a" '))).toContainEqual(
    expect.objectContaining({ problem: 'Duplicate ID "a"' }),
  );
});
