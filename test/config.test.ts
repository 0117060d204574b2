import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { type Config, readConfig } from '../src/config.ts';

type Environment = Record<string, string | undefined>;

function configOf(environment: Environment): Config {
  const { config, problems } = readConfig(environment);
  if (!config) throw new Error(problems.join('\n'));
  return config;
}

const problemsOf = (environment: Environment) => readConfig(environment).problems;

/** What has to be set before mail can reach a real inbox. */
const live = {
  RESEND_API_KEY: 're_123',
  MAIL_FROM: 'News <news@example.org>',
  POSTAL_ADDRESS: 'Example Ltd, 1 Some Street, Town',
  PUBLIC_URL: 'https://news.example.org',
  APP_SECRET: 'a-secret-of-at-least-thirty-two-letters',
};

/** A setting that is added later is not this list's business. */
const defaults = {
  databaseUrl: 'var/verdicts.sqlite',
  dataDir: 'data',
  resend: { apiKey: undefined, baseUrl: 'https://api.resend.com', webhookSecret: undefined },
  mail: {
    from: 'Weekly AI Tool Verdicts <verdicts@verdicts.example>',
    replyTo: undefined,
    postalAddress: expect.stringContaining('POSTAL_ADDRESS'),
  },
  publicUrl: 'https://verdicts.example',
  appSecret: expect.stringMatching(/.{32}/),
  previousSecrets: [],
  web: { port: 3000, formOrigins: [], trustedProxies: 0, signUpChallenge: 'near-limit' },
  monitorPort: undefined,
  editors: [],
  timeZone: 'UTC',
  composeCron: '0 9 * * 1',
  sendCron: '0 9 * * 2',
  approval: 'required',
  lineup: { most: 5, fewest: 2 },
  now: undefined,
};

describe('an empty environment', () => {
  test('is enough to try everything, and no key can reach a real inbox', () => {
    expect(configOf({})).toMatchObject(defaults);
  });

  test('is also one whose variables are all empty', () => {
    const names = Object.keys(parseEnv(readFileSync(new URL('../.env.example', import.meta.url), 'utf8')));
    expect(configOf(Object.fromEntries(names.map((name) => [name, ''])))).toMatchObject(defaults);
  });

  test('may hold variables of other programs', () => {
    expect(configOf({ PATH: '/usr/bin', HOME: undefined })).toMatchObject(defaults);
  });
});

test.each<[string, string, (config: Config) => unknown, unknown]>([
  ['DATABASE_URL', 'postgres://localhost/verdicts', ({ databaseUrl }) => databaseUrl, 'postgres://localhost/verdicts'],
  ['DATA_DIR', '/srv/data', ({ dataDir }) => dataDir, '/srv/data'],
  ['RESEND_BASE_URL', 'http://127.0.0.1:4000', ({ resend }) => resend.baseUrl, 'http://127.0.0.1:4000'],
  ['MAIL_FROM', 'News <news@example.org>', ({ mail }) => mail.from, 'News <news@example.org>'],
  ['MAIL_FROM', 'news@example.org', ({ mail }) => mail.from, 'news@example.org'],
  ['MAIL_REPLY_TO', 'us@example.org', ({ mail }) => mail.replyTo, 'us@example.org'],
  ['POSTAL_ADDRESS', 'Example Ltd, 1 Street', ({ mail }) => mail.postalAddress, 'Example Ltd, 1 Street'],
  ['PUBLIC_URL', 'https://news.example.org', ({ publicUrl }) => publicUrl, 'https://news.example.org'],
  ['PUBLIC_URL', 'https://news.example.org//', ({ publicUrl }) => publicUrl, 'https://news.example.org'],
  ['APP_SECRET', 's'.repeat(32), ({ appSecret }) => appSecret, 's'.repeat(32)],
  [
    'APP_SECRET_PREVIOUS',
    `${'a'.repeat(32)},${'b'.repeat(32)}`,
    (c) => c.previousSecrets,
    ['a'.repeat(32), 'b'.repeat(32)],
  ],
  ['RESEND_WEBHOOK_SECRET', 'whsec_abc', ({ resend }) => resend.webhookSecret, 'whsec_abc'],
  [
    'FORM_ORIGINS',
    'https://a.example, https://b.example',
    ({ web }) => web.formOrigins,
    ['https://a.example', 'https://b.example'],
  ],
  ['TRUSTED_PROXIES', '1', ({ web }) => web.trustedProxies, 1],
  ['SIGN_UP_CHALLENGE', 'always', ({ web }) => web.signUpChallenge, 'always'],
  ['PORT', '8080', ({ web }) => web.port, 8080],
  ['MONITOR_PORT', '9464', ({ monitorPort }) => monitorPort, 9464],
  ['MONITOR_PORT', '0', ({ monitorPort }) => monitorPort, 0],
  ['EDITORS', 'a@example.org', ({ editors }) => editors, ['a@example.org']],
  ['EDITORS', ' a@example.org, b@example.org ,', ({ editors }) => editors, ['a@example.org', 'b@example.org']],
  ['TIME_ZONE', 'Europe/Berlin', ({ timeZone }) => timeZone, 'Europe/Berlin'],
  ['TIME_ZONE', 'America/New_York', ({ timeZone }) => timeZone, 'America/New_York'],
  ['COMPOSE_CRON', '30 8 * * 5', ({ composeCron }) => composeCron, '30 8 * * 5'],
  ['SEND_CRON', '15 7 1,15 * *', ({ sendCron }) => sendCron, '15 7 1,15 * *'],
  ['APPROVAL', 'auto', ({ approval }) => approval, 'auto'],
  ['LINEUP_MOST', '20', ({ lineup }) => lineup.most, 20],
  ['LINEUP_FEWEST', '1', ({ lineup }) => lineup.fewest, 1],
  ['NOW', '2026-11-17T10:00:00+01:00', ({ now }) => now, new Date('2026-11-17T09:00:00Z')],
  ['NOW', '2026-11-17T09:00:00Z', ({ now }) => now, new Date('2026-11-17T09:00:00Z')],
])('%s can be %j', (name, value, found, expected) => {
  expect(found(configOf({ [name]: value }))).toEqual(expected);
});

test.each([
  ['TIME_ZONE', 'Mars/Base', 'TIME_ZONE: is not a time zone such as Europe/Berlin'],
  ['TIME_ZONE', 'CEST', 'TIME_ZONE: is not a time zone such as Europe/Berlin'],
  [
    'COMPOSE_CRON',
    'mondays',
    'COMPOSE_CRON: needs five cron fields that name a time, e.g. "0 9 * * 2" for Tuesdays at nine',
  ],
  [
    'SEND_CRON',
    '0 0 9 * * 2',
    'SEND_CRON: needs five cron fields that name a time, e.g. "0 9 * * 2" for Tuesdays at nine',
  ],
  ['MAIL_FROM', 'News', 'MAIL_FROM: is not an address such as Name <news@example.org>'],
  ['MAIL_FROM', 'News <news@example.org', 'MAIL_FROM: is not an address such as Name <news@example.org>'],
  ['MAIL_REPLY_TO', '@', 'MAIL_REPLY_TO: is not an address such as Name <news@example.org>'],
])('%s cannot be %j', (name, value, problem) => {
  expect(problemsOf({ [name]: value })).toEqual([problem]);
});

test.each([
  ['RESEND_BASE_URL', 'api.resend.com'],
  ['PUBLIC_URL', 'news.example.org'],
  ['POSTAL_ADDRESS', 'Town'],
  ['APP_SECRET', 's'.repeat(31)],
  ['RESEND_WEBHOOK_SECRET', 'abc'],
  ['TRUSTED_PROXIES', '-1'],
  ['SIGN_UP_CHALLENGE', 'never'],
  ['PORT', '65536'],
  ['MONITOR_PORT', '65536'],
  ['MONITOR_PORT', 'off'],
  ['APPROVAL', 'maybe'],
  ['LINEUP_MOST', '0'],
  ['LINEUP_MOST', '21'],
  ['LINEUP_MOST', 'five'],
  ['LINEUP_FEWEST', '1.5'],
  ['NOW', 'yesterday'],
  ['NOW', '2026-11-17'],
  ['NOW', '2026-02-30T09:00:00Z'],
  // Found by fuzzing: settings, seed 52.
  ['NOW', '9999-12-31T23:59:59-23:59'],
])('%s cannot be %j, and the problem names the variable', (name, value) => {
  expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name}: .+`))]);
});

test.each([
  ['EDITORS', 'a@example.org, b'],
  ['FORM_ORIGINS', 'https://a.example, b'],
  ['APP_SECRET_PREVIOUS', `${'a'.repeat(32)}, b`],
])('in %s what is wrong is told by its place in the list', (name, value) => {
  expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name}\\.1: .+`))]);
});

test('every problem is told at once, and there is no half of a config', () => {
  const { config, problems } = readConfig({ TIME_ZONE: 'x', APPROVAL: 'x', NOW: 'x', DATA_DIR: 'fine' });
  expect(config).toBeUndefined();
  expect(problems.map((problem) => problem.split(':')[0])).toEqual(['TIME_ZONE', 'APPROVAL', 'NOW']);
});

describe('once there is a key, mail can reach real people, so', () => {
  test('all that a real mail needs has to be set', () => {
    expect(configOf(live).resend.apiKey).toBe('re_123');
  });

  test.each(['MAIL_FROM', 'POSTAL_ADDRESS', 'PUBLIC_URL', 'APP_SECRET'])('%s is needed', (name) => {
    const problem = `${name}: is needed once RESEND_API_KEY is set (see .env.example)`;
    expect(problemsOf({ ...live, [name]: undefined })).toEqual([problem]);
    expect(problemsOf({ ...live, [name]: '' })).toEqual([problem]);
  });

  test('everything that is missing is told at once', () => {
    expect(problemsOf({ RESEND_API_KEY: 're_123' })).toHaveLength(4);
  });

  test('nothing of that is needed without a key', () => {
    expect(problemsOf({ ...live, RESEND_API_KEY: '', MAIL_FROM: '' })).toEqual([]);
  });
});

describe('.env.example', () => {
  const example = parseEnv(readFileSync(new URL('../.env.example', import.meta.url), 'utf8'));

  test('is a config as it stands', () => {
    expect(problemsOf(example)).toEqual([]);
  });

  test('shows the defaults of everything that is not the reader’s own', () => {
    const { mail, publicUrl } = configOf(example);
    expect(configOf(example)).toMatchObject({ ...defaults, mail, publicUrl });
  });
});

describe('Zones by the names people use today', () => {
  test.each(['Asia/Kolkata', 'Europe/Kyiv', 'America/Argentina/Buenos_Aires', 'Etc/UTC'])('%s is one', (TIME_ZONE) => {
    expect(readConfig({ TIME_ZONE }).problems).toEqual([]);
  });
});

describe('What cannot work is refused at the start', () => {
  const live = {
    RESEND_API_KEY: 're_x',
    MAIL_FROM: 'a@b.org',
    POSTAL_ADDRESS: '1 Street, Town',
    PUBLIC_URL: 'https://b.org',
  };
  test.each([
    ['a time that never comes', { SEND_CRON: '0 9 31 2 *' }, 'SEND_CRON'],
    ['an hour that does not exist', { SEND_CRON: '0 25 * * 2' }, 'SEND_CRON'],
    ['more pairings at least than at most', { LINEUP_FEWEST: '5', LINEUP_MOST: '2' }, 'LINEUP_FEWEST'],
    ['a public address without https', { PUBLIC_URL: 'http://news.example.org' }, 'PUBLIC_URL'],
    ['a public address that runs', { PUBLIC_URL: 'javascript:alert(1)' }, 'PUBLIC_URL'],
    ['a public address with a path', { PUBLIC_URL: 'https://example.org/news' }, 'PUBLIC_URL'],
    ['a sender with a line end', { MAIL_FROM: 'A\nBcc: b <a@b.org>' }, 'MAIL_FROM'],
    [
      'the secret of development in the open',
      { ...live, APP_SECRET: 'for-development-only-change-me-before-anyone-signs-up' },
      'APP_SECRET',
    ],
  ])('%s', (_, environment, variable) => {
    expect(readConfig(environment).problems).toEqual([expect.stringMatching(new RegExp(`^${variable}: `))]);
  });

  test('plain http is fine on this machine', () => {
    expect(readConfig({ PUBLIC_URL: 'http://localhost:3000' }).problems).toEqual([]);
  });
});

// Found by: npm run test:fuzz -- --only settings --seed 20263008 --path 117:1:5:3:6:3:4:4:6:6
test('a public address with a hundred thousand slashes in it is refused at once', () => {
  const began = process.cpuUsage();
  const { problems } = readConfig({ PUBLIC_URL: `https://n${'/'.repeat(119_980)}ews.example.org` });
  expect(problems.join()).toContain('PUBLIC_URL');
  expect(process.cpuUsage(began).user).toBeLessThan(1_000_000);
});
