import { CronExpressionParser } from 'cron-parser';
import { z } from 'zod';
import { instantSchema } from '#calendar/instant.ts';

function isCron(text: string): boolean {
  try {
    CronExpressionParser.parse(text).next();
    return text.trim().split(/\s+/).length === 5;
  } catch {
    return false;
  }
}

const cronSchema = z
  .string()
  .refine(isCron, { error: 'needs five cron fields that name a time, e.g. "0 9 * * 2" for Tuesdays at nine' });

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}

const timeZoneSchema = z.string().refine(isTimeZone, { error: 'is not a time zone such as Europe/Berlin' });

const mailboxSchema = z.string().regex(/^([^<>\p{Cc}]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/u, {
  error: 'is not an address such as Name <news@example.org>',
});

/** With nothing but slashes behind it; a pattern for the end of a text tries it from each slash of thousands anew. */
function isOriginAlone(text: string, origin: string): boolean {
  return text.startsWith(origin) && /^\/*$/.test(text.slice(origin.length));
}

/** The origin readers see, without a slash at the end; plain http only on this machine. */
const publicUrlSchema = z
  .url({ protocol: /^https?$/, error: 'is not an address such as https://news.example.org', abort: true })
  .refine((text) => text.startsWith('https:') || ['localhost', '127.0.0.1'].includes(new URL(text).hostname), {
    error: 'must be https',
    abort: true,
  })
  .refine((text) => isOriginAlone(text, new URL(text).origin), {
    error: 'must end after the host: no path, no query',
  })
  .transform((text) => new URL(text).origin);

/** Values separated by commas. */
function listOf<Item extends z.ZodType<unknown, string>>(item: Item) {
  const split = (text: string) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
  return z.string().default('').transform(split).pipe(z.array(item));
}

const DEVELOPMENT_SECRET = 'for-development-only-change-me-before-anyone-signs-up';

const environmentSchema = z.object({
  DATABASE_URL: z.string().default('var/verdicts.sqlite'),
  DATA_DIR: z.string().default('data'),
  RESEND_API_KEY: z.string().min(1).optional(),
  RESEND_BASE_URL: z.url().default('https://api.resend.com'),
  MAIL_FROM: mailboxSchema.default('Weekly AI Tool Verdicts <verdicts@verdicts.example>'),
  MAIL_REPLY_TO: mailboxSchema.optional(),
  POSTAL_ADDRESS: z.string().min(10).default('Set POSTAL_ADDRESS, 1 Example Street, 12345 Sampletown'),
  PUBLIC_URL: publicUrlSchema.default('https://verdicts.example'),
  APP_SECRET: z.string().min(32).default(DEVELOPMENT_SECRET),
  APP_SECRET_PREVIOUS: listOf(z.string().min(32)),
  RESEND_WEBHOOK_SECRET: z.string().startsWith('whsec_').optional(),
  FORM_ORIGINS: listOf(z.url()),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  SIGN_UP_CHALLENGE: z.enum(['near-limit', 'always']).default('near-limit'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  MONITOR_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  EDITORS: listOf(z.email()),
  TIME_ZONE: timeZoneSchema.default('UTC'),
  COMPOSE_CRON: cronSchema.default('0 9 * * 1'),
  SEND_CRON: cronSchema.default('0 9 * * 2'),
  APPROVAL: z.enum(['required', 'auto']).default('required'),
  DELIVERY: z.enum(['inline', 'template']).default('inline'),
  LINEUP_MOST: z.coerce.number().int().min(1).max(20).default(5),
  LINEUP_FEWEST: z.coerce.number().int().min(1).max(20).default(2),
  NOW: instantSchema.optional(),
});

type Environment = z.output<typeof environmentSchema>;

/** Everything the environment decides, read once and checked. */
export type Config = {
  databaseUrl: string;
  dataDir: string;
  resend: { apiKey: string | undefined; baseUrl: string; webhookSecret: string | undefined };
  mail: { from: string; replyTo: string | undefined; postalAddress: string };
  publicUrl: string;
  appSecret: string;
  /** Still good for reading what was signed with them, never for signing. */
  previousSecrets: readonly string[];
  web: {
    port: number;
    /** Other sites that may carry the sign-up form. */
    formOrigins: readonly string[];
    /** How many proxies before us add to X-Forwarded-For; 0 believes none of it. */
    trustedProxies: number;
    signUpChallenge: 'near-limit' | 'always';
  };
  /** Where metrics, health and readiness are told to this machine; undefined: nowhere. */
  monitorPort: number | undefined;
  editors: readonly string[];
  timeZone: string;
  composeCron: string;
  sendCron: string;
  approval: 'required' | 'auto';
  /** Whether every mail carries its whole text, or only what its reader has beside a template of the issue. */
  delivery: 'inline' | 'template';
  lineup: { most: number; fewest: number };
  now: Date | undefined;
};

export type ConfigReading = { config: Config; problems: [] } | { config: undefined; problems: string[] };

function configOf(env: Environment): Config {
  return {
    databaseUrl: env.DATABASE_URL,
    dataDir: env.DATA_DIR,
    resend: { apiKey: env.RESEND_API_KEY, baseUrl: env.RESEND_BASE_URL, webhookSecret: env.RESEND_WEBHOOK_SECRET },
    mail: { from: env.MAIL_FROM, replyTo: env.MAIL_REPLY_TO, postalAddress: env.POSTAL_ADDRESS },
    publicUrl: env.PUBLIC_URL,
    appSecret: env.APP_SECRET,
    previousSecrets: env.APP_SECRET_PREVIOUS,
    web: {
      port: env.PORT,
      formOrigins: env.FORM_ORIGINS,
      trustedProxies: env.TRUSTED_PROXIES,
      signUpChallenge: env.SIGN_UP_CHALLENGE,
    },
    monitorPort: env.MONITOR_PORT,
    editors: env.EDITORS,
    timeZone: env.TIME_ZONE,
    composeCron: env.COMPOSE_CRON,
    sendCron: env.SEND_CRON,
    approval: env.APPROVAL,
    delivery: env.DELIVERY,
    lineup: { most: env.LINEUP_MOST, fewest: env.LINEUP_FEWEST },
    now: env.NOW === undefined ? undefined : new Date(env.NOW),
  };
}

/** What must be set before mail can reach a real inbox. */
function goingLiveProblems(env: Environment, given: Readonly<Record<string, string | undefined>>): string[] {
  if (env.RESEND_API_KEY === undefined) return [];
  const needed = ['MAIL_FROM', 'POSTAL_ADDRESS', 'PUBLIC_URL', 'APP_SECRET'];
  const missing = needed.filter((name) => !given[name] || given[name] === DEVELOPMENT_SECRET);
  return missing.map((name) => `${name}: is needed once RESEND_API_KEY is set (see .env.example)`);
}

/** What single settings cannot say about each other. */
function contradictions(env: Environment): string[] {
  if (env.LINEUP_FEWEST <= env.LINEUP_MOST) return [];
  return [`LINEUP_FEWEST: ${env.LINEUP_FEWEST} is more than LINEUP_MOST, ${env.LINEUP_MOST}`];
}

/** Reads the settings from an environment; every problem is named with its variable. Empty variables count as not set. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): ConfigReading {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success)
    return {
      config: undefined,
      problems: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
    };
  const problems = [...contradictions(parsed.data), ...goingLiveProblems(parsed.data, given)];
  if (problems.length > 0) return { config: undefined, problems };
  return { config: configOf(parsed.data), problems: [] };
}
