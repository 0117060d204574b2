import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IsoWeek } from '#calendar/iso-week.ts';
import type { Catalog } from '#catalog/catalog.ts';
import { readCatalog } from '#catalog/read-catalog.ts';
import { BY_COMMAND } from '#issue/issue-change.ts';
import { weeklyIssue } from '../../jobs/weekly-issue.ts';
import { type App, openApp } from '../app.ts';
import { type Config, readConfig } from '../config.ts';
import type { ExitCode } from './exit-code.ts';
import { type Output, openOutput } from './output.ts';
import { seedSampleReaders } from './sample-readers.ts';
import { showFindings } from './show-findings.ts';
import { showLineup } from './show-lineup.ts';
import { showSendResult } from './show-send-result.ts';
import { mailsByAddress, type StandIn, startStandIn } from './stand-in.ts';
import { watchSending } from './watch-sending.ts';
import { writeMail } from './write-mail.ts';

const OUT = join('var', 'demo');

/** Noon of the newest sample pairing's day, so that its week is the current one. */
function newestDay({ pairings }: Catalog): string {
  const days = pairings.map(({ publishedOn }) => publishedOn).toSorted();
  return `${days.at(-1)}T12:00:00Z`;
}

async function demoConfig(folder: string, standIn: StandIn): Promise<Config> {
  const dataDir = process.env.DATA_DIR ?? 'data';
  const { catalog } = await readCatalog(dataDir);
  const { config, problems } = readConfig({
    DATA_DIR: dataDir,
    DATABASE_URL: join(folder, 'demo.sqlite'),
    RESEND_BASE_URL: standIn.url,
    APPROVAL: 'auto',
    NOW: process.env.NOW ?? newestDay(catalog),
  });
  if (!config) throw new Error(problems.join('\n'));
  return config;
}

/** Asks the stand-in who got what, and says so; true when every active reader got exactly one mail and nobody else any. */
async function readBack(app: App, standIn: StandIn, output: Output): Promise<boolean> {
  const expected = await app.store.selectFrom('subscribers').select('address').where('status', '=', 'active').execute();
  const got = mailsByAddress(await standIn.mails());
  const wrong = expected.filter(({ address }) => got.get(address) !== 1);
  const strangers = got.size - (expected.length - wrong.filter(({ address }) => !got.has(address)).length);
  output.say(
    `The stand-in holds exactly one mail for ${expected.length - wrong.length} of ${expected.length} readers, and mail for ${strangers} others.`,
  );
  return wrong.length === 0 && strangers === 0;
}

async function sendDemo(app: App, week: IsoWeek, output: Output): Promise<ExitCode> {
  const composed = await app.compose(week, { who: BY_COMMAND, overEdits: true });
  showLineup(output, composed.issue);
  const written = await writeMail(app, week, OUT);
  showFindings(output, written?.findings ?? []);
  const watch = watchSending();
  const sending = await weeklyIssue(app, week, watch).finally(watch.end);
  output.say();
  const code = showSendResult(output, week, sending);
  output.say();
  output.say(`Look at it: ${written?.mail.files.join(', ')}`);
  return code;
}

/** The main job on the sample data with a database and a Resend of its own; nothing leaves this machine. */
export async function demo(options: { json?: boolean }): Promise<ExitCode> {
  const output = openOutput(options);
  const folder = await mkdtemp(join(tmpdir(), 'weekly-verdicts-'));
  const standIn = await startStandIn();
  try {
    const app = await openApp(await demoConfig(folder, standIn));
    try {
      const readers = await seedSampleReaders(app);
      output.say(
        `${readers} sample readers, a local stand-in for Resend at ${standIn.url}, and sample content by editorial personas.\n`,
      );
      const code = await sendDemo(app, app.thisWeek(), output);
      return (await readBack(app, standIn, output)) ? code : 1;
    } finally {
      await app.close();
    }
  } finally {
    await standIn.close();
    await rm(folder, { recursive: true, force: true });
  }
}
