import { askingWords } from '#delivery/provider-list/asking-words.ts';
import { settleUnknown } from '#delivery/steer-sending.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { findIssue } from '#issue/issue-queries.ts';
import type { App } from '../app.ts';
import { isEditor } from './editor-option.ts';
import type { ExitCode } from './exit-code.ts';
import { type Output, openOutput } from './output.ts';
import { NO_PROVIDER } from './show-send-result.ts';
import { stopSignal } from './stop-signal.ts';
import { watchReading } from './watch-reading.ts';
import { withApp } from './with-app.ts';

const DECISIONS = { accepted: 'they got it', again: 'send again' } as const;

type Options = { week?: IssueName; as?: keyof typeof DECISIONS; by?: string; json?: boolean };

/** Asks the provider's list, which sends nothing. */
async function ask(app: App, name: IssueName, { say, result }: Output): Promise<ExitCode> {
  const { report, end } = watchReading(app.clock());
  const asking = await app.askProvider(name, { report, stop: stopSignal() }).finally(end);
  result(asking);
  if (asking.kind === 'no-provider') {
    say(NO_PROVIDER);
    return 1;
  }
  say(`${name}: ${askingWords(asking)}`);
  if (asking.kind !== 'nothing-unknown' && asking.missing > 0)
    say(`"verdicts settle --week ${name} --as accepted|again --by ADDRESS" decides what became of them`);
  return asking.kind === 'not-read' ? 1 : 0;
}

/** Takes an editor's word for it. */
async function decide(
  app: App,
  name: IssueName,
  { say, result }: Output,
  { as, by }: { as: keyof typeof DECISIONS; by: string },
): Promise<ExitCode> {
  const settled = await settleUnknown(app.store, { name, who: by, at: app.clock() }, DECISIONS[as]);
  result(settled);
  if (settled.kind === 'not-now') say(`${name}: nothing is unknown`);
  else if (as === 'accepted') say(`${name}: ${settled.readers} count as accepted, by the word of ${by}`);
  else
    say(
      `${name}: ${settled.readers} will be mailed again, by "verdicts send --week ${name}" or by a running program within ten minutes`,
    );
  return 0;
}

/** Settles the deliveries of which nobody can tell whether the provider took them. */
export function settle({ week, as, by, json }: Options): Promise<ExitCode> {
  return withApp(async (app) => {
    const output = openOutput({ json });
    if ((as === undefined) !== (by === undefined)) {
      output.note('--as and --by go together: what became of them, and which editor says so');
      return 2;
    }
    if (by !== undefined && !isEditor(app, by, output)) return 2;
    const name = week ?? app.thisWeek();
    const issue = await findIssue(app.store, name);
    if (issue?.state !== 'sending' && issue?.state !== 'sent') {
      output.say(`${name} is ${issue?.state ?? 'not composed yet'}: only what was mailed can be settled`);
      return 1;
    }
    return as === undefined || by === undefined ? ask(app, name, output) : decide(app, name, output, { as, by });
  });
}
