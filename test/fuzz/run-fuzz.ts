/** Hits everything that takes what comes from outside with what nobody should send: `npm run test:fuzz -- --help`. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { registerJsx } from '#rendering/register-jsx.ts';
import { hangAlarm } from './hang-alarm.ts';
import { TURN_INPUTS, takeTurns } from './take-turns.ts';
import { breachWords, tallyTable } from './tally-table.ts';
import type { Target } from './target.ts';

const HELP = `npm run test:fuzz -- [options]

  --inputs N     inputs in all, shared out by weight (default 1000000)
  --only NAMES   these targets alone, separated by commas
  --seed S       what the inputs follow from (default: by chance)
  --minutes M    stops after so long, wherever it is (default 60)
  --path P       the one input that a breach names; with --only and --seed
  --json FILE    writes seed, inputs, seconds and breaches as JSON as well
  --list         names the targets with what they promise
`;

const HANGS_AFTER_MS = 5 * 60_000;
const TOLD_EVERY = 0.05;

const OPTIONS = {
  inputs: { type: 'string', default: '1000000' },
  only: { type: 'string' },
  seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  minutes: { type: 'string', default: '60' },
  path: { type: 'string' },
  json: { type: 'string' },
  list: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

function wrongUsage(problem: string): never {
  console.error(`${problem} (--help shows what is possible)`);
  process.exit(2);
}

function readOptions() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    return wrongUsage((error as Error).message);
  }
}

const given = readOptions();

function numberOf(name: 'inputs' | 'seed' | 'minutes'): number {
  const number = Number(given[name]);
  if (!Number.isFinite(number)) wrongUsage(`--${name} needs a number, not ${given[name]}`);
  return number;
}

function chosenFrom(targets: readonly Target[]): readonly Target[] {
  const names = given.only?.split(',') ?? targets.map(({ name }) => name);
  const strange = names.filter((name) => !targets.some((target) => target.name === name));
  if (strange.length > 0) wrongUsage(`no target is called ${strange.join(', ')}: --list names them`);
  return targets.filter(({ name }) => names.includes(name));
}

/** The one input that a breach names. */
async function again(target: Target, path: string): Promise<boolean> {
  const open = await target.open();
  const { breach } = await open.check({ seed: numberOf('seed'), inputs: TURN_INPUTS, path });
  await open.close();
  console.log(breach ? breachWords(target.name, breach) : `${target.name} keeps its promises`);
  return breach === undefined;
}

function teller(): (done: number, of: number) => void {
  const began = performance.now();
  let next = TOLD_EVERY;
  return (done, of) => {
    if (done / of < next) return;
    next = done / of + TOLD_EVERY;
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(`${done.toLocaleString('en')} of ${of.toLocaleString('en')} inputs after ${seconds} s`);
  };
}

async function run(targets: readonly Target[]): Promise<boolean> {
  const [inputs, seed] = [numberOf('inputs'), numberOf('seed')];
  const alarm = hangAlarm(HANGS_AFTER_MS);
  let current = '';
  // What fails behind an answer's back ends the process: this says where.
  process.on('uncaughtExceptionMonitor', () => console.error(`while hitting ${current}`));
  const tallies = await takeTurns({
    targets,
    inputs,
    seed,
    mostMs: numberOf('minutes') * 60_000,
    watch: {
      begin(name, turn) {
        current = `--only ${name} --seed ${turn} --inputs ${TURN_INPUTS}`;
        alarm.begin(current);
      },
      progress: teller(),
      broke: (name, breach) => console.log(`\n${breachWords(name, breach)}\n`),
    },
  });
  await alarm.stop();
  console.log(`\n${tallyTable(tallies, seed)}`);
  if (tallies.some(({ inputs: had, of, breaches }) => had < of && breaches.length === 0))
    console.log(`the time was up before all ${inputs.toLocaleString('en')} inputs were tried`);
  if (given.json !== undefined) await writeFile(given.json, `${JSON.stringify({ seed, tallies }, null, 2)}\n`);
  return tallies.every(({ breaches }) => breaches.length === 0);
}

async function main(): Promise<boolean> {
  registerJsx();
  const targets = chosenFrom((await import('./targets.ts')).targets);
  const [first, ...others] = targets;
  if (given.path !== undefined)
    return first && others.length === 0 ? again(first, given.path) : wrongUsage('--path needs --only with one target');
  if (!given.list) return run(targets);
  for (const { name, promises } of targets) console.log([name, ...promises.map((words) => `  ${words}`)].join('\n'));
  return true;
}

if (given.help) console.log(HELP);
else process.exitCode = (await main()) ? 0 : 1;
