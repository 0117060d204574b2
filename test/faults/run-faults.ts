/** Plays the fault suite: what is done to a sending, seed after seed, and whether everything promised was kept. */
import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, platform } from 'node:os';
import { parseArgs } from 'node:util';
import { outcomeTable, type Played } from './outcome-table.ts';
import { commandFor, runScenario, type SeedOutcome } from './run-scenario.ts';
import type { Scenario } from './scenario.ts';
import { scenarios } from './scenarios.ts';

const HELP = `npm run test:faults -- [options]

  --only NAME     one of the scenarios below (may be given again)
  --seeds N       how many seeds of each (default: as many as each says)
  --from SEED     the first seed (default: 1)
  --readers N     how many readers (default: as many as each says)
  --json FILE     also write every outcome there
  --help

scenarios:
${scenarios.map(({ name, does, long }) => `  ${name.padEnd(33)}${long.seeds} seeds, ${long.readers} readers: ${does}`).join('\n')}
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    seeds: { type: 'string' },
    from: { type: 'string', default: '1' },
    readers: { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

function refuse(words: string): never {
  console.error(words);
  process.exit(2);
}

function wholeNumber(name: 'seeds' | 'from' | 'readers'): number | undefined {
  const word = values[name];
  if (word !== undefined && !/^[1-9]\d*$/.test(word)) refuse(`--${name} must be a whole number above 0, not "${word}"`);
  return word === undefined ? undefined : Number(word);
}

function wantedScenarios(): readonly Scenario[] {
  const unknown = values.only?.find((name) => !scenarios.some((scenario) => scenario.name === name));
  if (unknown !== undefined) refuse(`there is no scenario "${unknown}" (--help lists them)`);
  return values.only ? scenarios.filter(({ name }) => values.only?.includes(name)) : scenarios;
}

function showSeed({ name }: Scenario, outcome: SeedOutcome): void {
  const { seed, ms, kills, starts, accepted, readers, breaches } = outcome;
  const figures = `${accepted} mails accepted for ${readers} readers, ${kills} kills, ${starts} starts, ${(ms / 1000).toFixed(1)} s`;
  console.error(`${name} seed ${seed}: ${breaches.length === 0 ? 'kept' : 'BROKEN'} (${figures})`);
  for (const breach of breaches) console.error(`  ${breach}`);
  if (breaches.length > 0) console.error(`  again: ${commandFor(name, seed, readers)}`);
}

async function play(scenario: Scenario): Promise<Played> {
  const skippedBecause = scenario.impossibleHere?.();
  if (skippedBecause !== undefined) {
    console.error(`${scenario.name}: skipped, ${skippedBecause}`);
    return { scenario, outcomes: [], skippedBecause };
  }
  const { readers, seeds } = scenario.long;
  const from = wholeNumber('from') ?? 1;
  const wanted = Array.from({ length: wholeNumber('seeds') ?? seeds }, (_, index) => from + index);
  const outcomes: SeedOutcome[] = [];
  for await (const outcome of runScenario(scenario, wholeNumber('readers') ?? readers, wanted)) {
    outcomes.push(outcome);
    showSeed(scenario, outcome);
  }
  return { scenario, outcomes };
}

async function writeJson(file: string, played: readonly Played[]): Promise<void> {
  const machine = { cores: availableParallelism(), cpu: cpus()[0]?.model, platform: platform(), node: process.version };
  const rows = played.map(({ scenario: { name, does, place }, ...rest }) => ({ name, does, place, ...rest }));
  await writeFile(file, `${JSON.stringify({ machine, rows }, null, 1)}\n`);
}

if (values.help) {
  console.log(HELP);
  process.exit(0);
}
// So that the children end with this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const played: Played[] = [];
for (const scenario of wantedScenarios()) played.push(await play(scenario));
console.log(outcomeTable(played));
if (values.json !== undefined) await writeJson(values.json, played);
process.exitCode = played.some(({ outcomes }) => outcomes.some(({ breaches }) => breaches.length > 0)) ? 1 : 0;
