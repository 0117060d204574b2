import { Command, Option } from 'commander';
import { endSoon, exitCodeOf } from './end-of-command.ts';
import type { ExitCode } from './exit-code.ts';
import { parseIssueName, parseWeek } from './week-option.ts';
import { withoutPassword } from './without-password.ts';

/** A command's file is loaded when it is run, so that --help costs nothing of it. */
type Action<Arguments extends unknown[]> = (...given: Arguments) => Promise<ExitCode>;

function run<Arguments extends unknown[]>(load: () => Promise<Action<Arguments>>) {
  return async (...given: unknown[]) => {
    const action = await load();
    process.exitCode = await action(...(given as Arguments));
  };
}

const issue = () =>
  new Option(
    '--week <week>',
    'the ISO week or what is mailed beside it, e.g. 2026-W47-special-1 (default: this week)',
  ).argParser(parseIssueName);
const week = () => new Option('--week <week>', 'the ISO week, e.g. 2026-W47 (default: this week)').argParser(parseWeek);
const json = () => new Option('--json', 'print one JSON document on stdout, everything else on stderr');

const program = new Command('verdicts')
  .description('Weekly AI Tool Verdicts: compose, check, send and account for the weekly issue')
  .version('0.1.0')
  .showHelpAfterError('(--help shows what is possible)')
  .configureOutput({ outputError: (text, write) => write(withoutPassword(text)) })
  .exitOverride();

program
  .command('demo')
  .description(
    'the main job on the sample data, no account needed: compose, check, render, send to a local stand-in, account',
  )
  .addOption(json())
  .action(run(async () => (await import('./demo.ts')).demo));
program
  .command('check')
  .description('validate data/ and say what is wrong where; with --issue, check the mail of a week’s issue')
  .addOption(new Option('--issue [week]', 'the ISO week, e.g. 2026-W47 (default: this week)').argParser(parseIssueName))
  .addOption(json())
  .action(run(async () => (await import('./check.ts')).check));
program
  .command('compose')
  .description('make or refresh the draft of a week; print the lineup, what was refused and why')
  .addOption(week())
  .option('--over-edits', 'replace what editors changed; it stays in the history')
  .addOption(json())
  .action(run(async () => (await import('./compose.ts')).compose));
program
  .command('render')
  .description('write issue.html, issue.txt and issue.eml of a week’s issue')
  .addOption(issue())
  .option('--out <dir>', 'the folder to write to', 'var/rendered')
  .addOption(json())
  .action(run(async () => (await import('./render.ts')).render));
program
  .command('approve')
  .description('approve the exact bytes the week’s draft would send now')
  .addOption(issue())
  .requiredOption('--by <address>', 'the editor, one of EDITORS')
  .addOption(json())
  .action(run(async () => (await import('./approve.ts')).approve));
program
  .command('send')
  .description('freeze and send; run again, it resumes; print the accounting')
  .addOption(issue())
  .option('--dry-run', 'say what would be sent to how many, send nothing')
  .addOption(json())
  .action(run(async () => (await import('./send.ts')).send));
program
  .command('weekly')
  .description('compose, check, send: what the schedule runs')
  .addOption(week())
  .addOption(json())
  .action(run(async () => (await import('./weekly.ts')).weekly));
program
  .command('status')
  .description('the accounting of an issue: who got it, who did not')
  .addOption(issue())
  .option('--names', 'list the readers behind the figures')
  .addOption(json())
  .action(run(async () => (await import('./status.ts')).status));
program
  .command('settle')
  .description('ask the provider’s list about deliveries nobody can tell about; with --as, say what became of them')
  .addOption(issue())
  .addOption(new Option('--as <what>', 'they were accepted, or they are mailed again').choices(['accepted', 'again']))
  .option('--by <address>', 'the editor who says so, one of EDITORS')
  .addOption(json())
  .action(run(async () => (await import('./settle.ts')).settle));
program
  .command('test-send')
  .description('send the draft to one address, marked as a test')
  .requiredOption('--to <address>', 'who gets it')
  .addOption(issue())
  .action(run(async () => (await import('./test-send.ts')).testSend));
program
  .command('suggest')
  .description('pairings worth writing among tools that have none')
  .addOption(json())
  .action(run(async () => (await import('./suggest.ts')).suggest));
program
  .command('serve')
  .description('the site and the scheduled jobs in one process, until stopped')
  .action(run(async () => (await import('./serve.ts')).serve));
program
  .command('worker')
  .description('run the scheduled jobs until stopped')
  .action(run(async () => (await import('./worker.ts')).worker));

const subscribers = program.command('subscribers').description('the list: import, export, add, remove, erase');
subscribers
  .command('import <file>')
  .description('CSV with the columns email, name, consent_source, consent_at; nobody who left comes back')
  .option('--dry-run', 'show the difference, write nothing')
  .option('--report <file>', 'write refused lines there instead of showing them')
  .option('--consent-source <text>', 'for lines without one')
  .option('--consent-at <instant>', 'for lines without one, e.g. 2026-11-17T09:00:00Z')
  .addOption(json())
  .action(run(async () => (await import('./subscribers-import.ts')).subscribersImport));
subscribers
  .command('export')
  .description('every subscriber as CSV, or as JSON with --json')
  .addOption(json())
  .action(run(async () => (await import('./subscribers-export.ts')).subscribersExport));
subscribers
  .command('add <address>')
  .description('add one reader who agreed')
  .option('--name <name>', 'how to address them')
  .requiredOption('--consent-source <text>', 'where they agreed, e.g. "paper form, Berlin meetup"')
  .action(run(async () => (await import('./subscribers-add.ts')).subscribersAdd));
subscribers
  .command('remove <address>')
  .description('unsubscribe one reader')
  .option('--reason <text>', 'kept with the record', 'removed by an editor')
  .action(run(async () => (await import('./subscribers-remove.ts')).subscribersRemove));
subscribers
  .command('erase <address>')
  .description('remove everything about one reader, for good')
  .action(run(async () => (await import('./subscribers-erase.ts')).subscribersErase));

const store = program.command('store').description('the database as a whole: copy it to another one, back it up');
store
  .command('copy')
  .description('copy DATABASE_URL into an empty database, SQLite or PostgreSQL, and compare both by counts and hashes')
  .requiredOption(
    '--to <url>',
    'postgres://host/database (the password may stand in PGPASSWORD), or the path of a file',
  )
  .addOption(json())
  .action(run(async () => (await import('./store-copy.ts')).storeCopy));
store
  .command('backup <file>')
  .description('copy DATABASE_URL into a new SQLite file, also while an issue is being sent; compare both')
  .addOption(json())
  .action(run(async () => (await import('./store-backup.ts')).storeBackup));

// Whoever reads our output may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

// A connection that breaks while nobody waits for it, deep in a library, is said as clearly as any other.
for (const event of ['uncaughtException', 'unhandledRejection'])
  process.on(event, (error) => process.exit(exitCodeOf(error)));

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
endSoon();
