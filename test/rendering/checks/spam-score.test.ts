import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { spamAssassinInstalled } from '#rendering/checks/spam-assassin.ts';
import { aCheckedMail, findingsOf, sound } from './a-checked-mail.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spam-score-'));
  vi.stubEnv('PATH', folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

/** A program of this name that keeps what it was given and answers with these lines before the mail. */
async function install(name: string, answer: string, exitCode = 0): Promise<void> {
  const file = join(folder, name);
  const script = `#!${process.execPath}
const { readFileSync, writeFileSync } = require('node:fs');
const mail = readFileSync(0);
writeFileSync(${JSON.stringify(join(folder, 'given.json'))}, JSON.stringify({ words: process.argv.slice(2), env: process.env, mail: mail.toString() }));
process.stdout.write(${JSON.stringify(answer)} + mail, () => process.exit(${exitCode}));
`;
  await writeFile(file, script);
  await chmod(file, 0o755);
}

const given = async () => JSON.parse(await readFile(join(folder, 'given.json'), 'utf8'));
const spam = () => findingsOf(sound, 'spam score');
const scored = (score: string) =>
  `X-Spam-Status: No, score=${score} required=5.0 tests=HTML_FONT_LOW_CONTRAST,\n\tMIME_HTML_ONLY autolearn=no\n\tautolearn_force=no version=4.0.1\n`;

test('without SpamAssassin there is no finding', async () => {
  expect(await spamAssassinInstalled()).toBe(false);
  expect(await spam()).toEqual([]);
});

describe('with SpamAssassin', () => {
  test('a high score is a warning with the tests that gave it', async () => {
    await install('spamassassin', scored('2.4'));
    expect(await spamAssassinInstalled()).toBe(true);
    expect(await spam()).toEqual([
      expect.objectContaining({
        level: 'warning',
        problem: 'gives 2.4 of the 5 points that make a mail spam: HTML_FONT_LOW_CONTRAST, MIME_HTML_ONLY',
      }),
    ]);
  });

  test('a low score is no finding', async () => {
    await install('spamassassin', scored('-0.1'));
    expect(await spam()).toEqual([]);
  });

  test('it is given the complete mail and no secret, and told to ask no network', async () => {
    await install('spamassassin', scored('0.0'));
    vi.stubEnv('APP_SECRET', 'a secret');
    await spam();
    const { words, env, mail } = await given();
    expect(words).toEqual(['-L', '-t']);
    expect(env).not.toHaveProperty('APP_SECRET');
    expect(mail).toContain('Subject: Alpha or Beta?');
    expect(mail).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(mail).toContain('multipart/alternative');
    expect(mail).not.toContain('%%');
  });

  test('spamc is asked where the program itself is not', async () => {
    await install('spamc', scored('3.0'));
    expect(await spam()).toHaveLength(1);
    expect((await given()).words).toEqual([]);
  });

  test.each([
    ['fails', scored('0.0'), 70],
    ['gives no score', '', 0],
  ])('one that %s is said to have failed', async (_, answer, exitCode) => {
    await install('spamassassin', answer, exitCode);
    expect(await spam()).toEqual([
      expect.objectContaining({ problem: expect.stringMatching(/^could not be asked: /) }),
    ]);
  });

  test('a mail with a slot left over is not shown to it', async () => {
    await install('spamassassin', scored('9.0'));
    expect(await findingsOf(await aCheckedMail({ message: { text: '%%NAME%%' } }), 'spam score')).toEqual([]);
  });

  test('a path with spaces and signs of a shell is no matter', async () => {
    const odd = join(folder, 'a b; exit 1 $(x)');
    await mkdir(odd);
    vi.stubEnv('PATH', odd);
    await install('a b; exit 1 $(x)/spamassassin', scored('2.0'));
    expect(await spam()).toHaveLength(1);
  });
});
