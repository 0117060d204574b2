import net from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { lineupOf } from '#issue/issue-content.ts';
import type { CheckedMail } from '#rendering/checks/mail-check.ts';
import { checkMail, mailChecks } from '#rendering/checks/mail-checks.ts';
import type { Verdict } from '#verdict/verdict.ts';
import { aContent } from '../../builders/issue-builders.ts';
import { aCheckedMail, findingsOf, sound, withinBody } from './a-checked-mail.ts';

const { content, message } = sound;

test('the mail as it is rendered has no finding', async () => {
  expect(await findingsOf(sound)).toEqual([]);
});

describe('what is found', () => {
  const cases: [string, Partial<CheckedMail['message']>, object][] = [
    [
      'a mail that mailboxes would cut',
      { html: message.html.replace('</body>', `${' '.repeat(100_000)}</body>`) },
      { check: 'size', level: 'error', field: 'lineup' },
    ],
    ['a subject of 51 characters', { subject: 'x'.repeat(51) }, { check: 'subject', level: 'error', field: 'subject' }],
    ['an empty subject', { subject: ' ' }, { check: 'subject', level: 'error', problem: 'is empty' }],
    [
      'a slot left over in the HTML',
      { html: message.html.replace('</body>', '%%NAME%%</body>') },
      { check: 'slots', place: 'HTML', level: 'error' },
    ],
    [
      'a slot left over in a header',
      { headers: { ...message.headers, 'X-Reader': '%%WHO%%' } },
      { check: 'slots', place: 'headers' },
    ],
    ['a slot left over in the subject', { subject: 'Dear %%NAME%%' }, { check: 'slots', place: 'subject' }],
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
    ['a mail without one-click headers', { headers: {} }, { check: 'ways out', place: 'headers' }],
  ];
  for (const [sentence, changes, finding] of cases) {
    test(sentence, async () => {
      const found = await findingsOf(await aCheckedMail({ message: changes }));
      expect(found).toContainEqual(expect.objectContaining(finding));
      expect(new Set(found.map(({ check }) => check)).size).toBe(1);
    });
  }

  test('a way out that is hidden in a comment is none', async () => {
    const html = message.html.replace(/<a [^>]*\/unsubscribe\/.*?<\/a>/, '<!--$&-->');
    expect(await findingsOf(await aCheckedMail({ message: { html } }))).toEqual([
      expect.objectContaining({ check: 'ways out', place: 'HTML' }),
    ]);
  });

  test('a preheader that is empty, too long or repeats the subject', async () => {
    for (const preheader of ['', 'x'.repeat(91), `${content.subject} And some more words after it.`]) {
      expect(await findingsOf(await aCheckedMail({ content: { preheader } }))).toEqual([
        expect.objectContaining({ check: 'preheader', level: 'warning', field: 'preheader' }),
      ]);
    }
  });

  test('an image without alt, width or height, and none that has them', async () => {
    const whole = '<img src="https://example.org/a.png" alt="" width="10" height="10">';
    const bare = '<img src="https://example.org/b.png" width="10">';
    expect(await findingsOf(await withinBody(whole + bare), 'images')).toEqual([
      expect.objectContaining({
        level: 'error',
        place: expect.stringContaining('b.png'),
        problem: 'lacks alt, height',
      }),
    ]);
  });
});

test('errors stand before warnings', async () => {
  const mail = await aCheckedMail({ content: { preheader: 'short' }, message: { subject: '' } });
  expect((await findingsOf(mail)).map(({ level }) => level)).toEqual(['error', 'warning']);
});

describe('the quick checks', () => {
  test('leave out what is slow and only that', async () => {
    const html = message.html.replace(
      '</body>',
      '<p id="a"></p><p id="a"><a class="link" href="http://example.org/">x</a></body>',
    );
    const mail = await aCheckedMail({ message: { html } });
    const checksOf = async (pace: 'quick' | 'all') => new Set((await checkMail(mail, pace)).map(({ check }) => check));
    expect(await checksOf('quick')).toEqual(new Set(['links']));
    expect(await checksOf('all')).toEqual(new Set(['links', 'markup']));
    expect(mailChecks.filter(({ pace }) => pace === 'slow').map(({ name }) => name)).toEqual([
      'markup',
      'Outlook markup',
      'client support',
      'spam score',
    ]);
  });

  test('do a mail of five pairings while an editor types', async () => {
    const [first, second] = lineupOf(content);
    const mail = await aCheckedMail({ content: { lineup: [first!, second!, first!, second!, first!] } });
    const times: number[] = [];
    for (let run = 0; run < 10; run += 1) {
      const start = performance.now();
      await checkMail(mail, 'quick');
      times.push(performance.now() - start);
    }
    // About 10 ms on an idle core; the machine of this test has others on it.
    expect(Math.min(...times)).toBeLessThan(30);
  });
});

describe('whatever the mail holds', () => {
  const hostile: [string, string][] = [
    ['nothing', ''],
    ['a space', ' '],
    ['half a tag', '<p'],
    ['no tag', 'no tags at all'],
    ['no body', '<html></html>'],
    ['tags in no order', '<b><i></b></i></td></table>'],
    [
      'broken style sheets',
      '<style>}}}{{{ @media (prefers-color-scheme:dark){</style><style>:is(> ~ ::moz,{color:red}</style>',
    ],
    ['broken styles', '<p style="color:;background:;;:red">a</p><p style="font-size:9e9px;color:#GGGGGG">b</p>'],
    ['empty attributes', '<a href>x</a><a>y</a><img><font color="">z</font>'],
    ['comments in comments', '<!--[if mso]><!--[if mso]><table><![endif]--><![endif]--><!--'],
    ['a thousand tags in each other', '<div>'.repeat(1000)],
    ['slots and halves of characters', `<a href="%%READER_TOKEN%%"></a><a href="https://[">x</a>${'\0\ud800'}`],
  ];
  test.each(hostile)('%s: it is checked to the end', async (_, html) => {
    const changes = { html, text: html, subject: html.slice(0, 200), headers: {} };
    const found = await findingsOf(await aCheckedMail({ message: changes, content: { preheader: html, note: html } }));
    expect(found).toContainEqual(expect.objectContaining({ check: 'ways out' }));
  });

  test('tags nested deeper than calls can be are no matter to the quick checks', async () => {
    const mail = await aCheckedMail({ message: { html: '<b>'.repeat(6000) } });
    expect(new Set((await checkMail(mail, 'quick')).map(({ check }) => check))).toEqual(new Set(['ways out']));
  });

  test('a check that is brought down blocks in its own name, and the others go on', async () => {
    const broken = { ...sound, content: { ...content, lineup: [{} as Verdict] }, publicUrl: 'https://other.example' };
    const found = await checkMail(broken, 'quick');
    expect(found).toContainEqual(
      expect.objectContaining({
        check: 'already sent',
        level: 'error',
        problem: expect.stringContaining('could not be'),
      }),
    );
    expect(found).toContainEqual(expect.objectContaining({ check: 'ways out' }));
  });

  test('an issue without pairings, subject and words is checked to the end', async () => {
    const empty = { lineup: [], subject: '', preheader: '', panelMethod: '' };
    expect(await findingsOf(await aCheckedMail({ content: empty }))).toEqual([
      expect.objectContaining({ check: 'subject' }),
      expect.objectContaining({ check: 'preheader' }),
    ]);
  });
});

test('nothing in a mail is ever fetched', async () => {
  const connect = vi.spyOn(net.Socket.prototype, 'connect');
  const fetching = vi.spyOn(globalThis, 'fetch');
  await findingsOf(await withinBody('<a href="https://example.org/"><img src="https://example.org/a.png"></a>'));
  expect(connect).not.toHaveBeenCalled();
  expect(fetching).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

test('a note of an editor leads to no finding by itself', async () => {
  const note = '*a* **b** `c` [d](https://example.org)\n\n- e\n\n1. f\n\n> g';
  expect(await findingsOf(await aCheckedMail({ content: aContent({ note }) }))).toEqual([]);
});
