import { expect, test } from 'vitest';
import { aCheckedMail, findingsOf, sound } from './a-checked-mail.ts';

const problem = expect.stringContaining('gives the reader’s own token away');

test('The reader’s token is in the links of every mail, and nowhere else', async () => {
  expect(sound.message.html).toContain('%%READER_TOKEN%%');
  expect(sound.message.text).toContain('%%READER_TOKEN%%');
  expect(await findingsOf(sound, 'reader tokens')).toEqual([]);
});

// Found by fuzzing: wild-content, seed 1.
test.each([
  ['a link to somebody else', 'See [this](https://sponsor.example/?reader=%%READER_TOKEN%%).'],
  ['an address of somebody else that names ours', '<https://x.example/?u=https://verdicts.example/%%READER_TOKEN%%>'],
  ['a host that only begins like ours', '[x](https://verdicts.example.org/%%READER_TOKEN%%)'],
  ['the words themselves', 'Your token is %%READER_TOKEN%%.'],
])('An editor’s %s may not hold it', async (_, written) => {
  for (const [field, content] of [
    ['note', { note: written }],
    ['sponsor', { sponsor: { label: 'Sponsor', markdown: written } }],
  ] as const) {
    const findings = await findingsOf(await aCheckedMail({ content }), 'reader tokens');
    expect(findings).toEqual([
      expect.objectContaining({ level: 'error', place: 'HTML', problem, field }),
      expect.objectContaining({ level: 'error', place: 'text', problem, field }),
    ]);
  }
});

test('A subject may not hold it either', async () => {
  const mail = await aCheckedMail({ content: { subject: 'Dear %%READER_TOKEN%%' } });
  const findings = await findingsOf(mail, 'reader tokens');
  expect(findings).toContainEqual(expect.objectContaining({ place: 'subject', problem, field: 'subject' }));
});

test('A link of an editor to a page of ours may', async () => {
  const note = 'Change [your preferences](https://verdicts.example/preferences/%%READER_TOKEN%%).';
  expect(await findingsOf(await aCheckedMail({ content: { note } }), 'reader tokens')).toEqual([]);
});
