import fc from 'fast-check';
import { isoWeekSchema, mondayOf } from '#calendar/iso-week.ts';
import { dateInZone } from '#calendar/plain-date.ts';
import { firstSlotFrom } from '#schedule/slots.ts';
import { type Config, type ConfigReading, readConfig } from '../../../src/config.ts';
import { anyTextLike } from '../inputs/mutated-text.ts';
import { nastyText } from '../inputs/nasty-text.ts';
import { target } from '../target.ts';

const SOUND = {
  DATABASE_URL: ['var/x.sqlite', ':memory:'],
  DATA_DIR: ['data'],
  RESEND_API_KEY: ['re_123'],
  RESEND_BASE_URL: ['https://api.resend.com', 'http://127.0.0.1:4000'],
  RESEND_WEBHOOK_SECRET: ['whsec_dGhlIHNlY3JldA=='],
  MAIL_FROM: ['News <news@example.org>', 'news@example.org'],
  MAIL_REPLY_TO: ['replies@example.org'],
  POSTAL_ADDRESS: ['Example Ltd, 1 Some Street, Town'],
  PUBLIC_URL: ['https://news.example.org', 'http://localhost:3000', 'https://news.example.org/'],
  APP_SECRET: ['a-secret-of-at-least-thirty-two-letters'],
  APP_SECRET_PREVIOUS: ['an-old-secret-of-at-least-thirty-two-letters'],
  FORM_ORIGINS: ['https://a.example,https://b.example:8443'],
  TRUSTED_PROXIES: ['0', '5', '6', '1e0', '0x1'],
  SIGN_UP_CHALLENGE: ['always', 'near-limit'],
  PORT: ['0', '65535', '65536', '3e3'],
  EDITORS: ['ann@example.org, bob@example.org'],
  TIME_ZONE: ['UTC', 'Europe/Berlin', 'Pacific/Apia', '+01:00', 'Etc/GMT+12', 'europe/berlin'],
  COMPOSE_CRON: [
    '0 9 * * 1',
    '*/5 0-6 1,15 * *',
    '0 0 31 2 *',
    '0 0 29 2 *',
    '0 0 L * *',
    '0 0 * * 5#3',
    '@weekly',
    'H H * * *',
  ],
  SEND_CRON: ['0 9 * * 2', '59 23 31 12 *', '0 2 * 3 0'],
  APPROVAL: ['required', 'auto'],
  LINEUP_MOST: ['5', '20', '1', '21'],
  LINEUP_FEWEST: ['2', '1', '20'],
  NOW: ['2026-11-20T10:00:00Z', '2026-06-30T23:59:60Z', '2026-11-20T10:00:00+23:59', '0001-01-01T00:00:00Z'],
} as const;

/** One setting, with a value that may do. */
const setting = fc.oneof(
  ...Object.entries(SOUND).map(([name, values]) =>
    fc.tuple(fc.constant(name), anyTextLike(fc.constantFrom(...values))),
  ),
  fc.tuple(nastyText, nastyText),
);

const environments = fc
  .array(setting, { maxLength: 4 })
  .map((pairs): Record<string, string | undefined> => Object.fromEntries(pairs));

/** What is done with settings first of all. */
function use({ sendCron, composeCron, timeZone, now, web, publicUrl, resend }: Config): string[] {
  const monday = mondayOf(isoWeekSchema.parse('2026-W47'));
  const at = now ?? new Date('2026-11-20T10:00:00Z');
  return [
    firstSlotFrom(sendCron, timeZone, monday).toISOString(),
    firstSlotFrom(composeCron, timeZone, monday).toISOString(),
    dateInZone(at, timeZone),
    at.toISOString(),
    ...[publicUrl, resend.baseUrl, ...web.formOrigins].map((url) => new URL(url).origin),
  ];
}

/** The environment: what cannot be used is said, what is accepted can be used. */
export const settings = target<Record<string, string | undefined>, ConfigReading>({
  name: 'settings',
  weight: 120,
  inputs: environments,
  open: async () => ({
    hit(environment) {
      const reading = readConfig(environment);
      if (reading.config) use(reading.config);
      return reading;
    },
  }),
  promises: [
    {
      words: 'each problem names a setting of ours',
      broken({ config, problems }) {
        const nameless = problems.find((problem) => !Object.keys(SOUND).some((name) => problem.startsWith(name)));
        if (config) return undefined;
        return problems.length === 0 ? 'no config and no problem' : nameless;
      },
    },
  ],
});
