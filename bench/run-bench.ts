/** Measures what this project says of its speed and size, side by side, and prints a table. */
import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { MeasuredRow } from './measurement.ts';
import { measurements } from './measurements.ts';

const HELP = `npm run bench -- [options]

  --only NAME     one of the measurements below (may be given again)
  --small         a hundredth of the readers and rows: to see that it works, not to learn anything
  --runs N        measure everything so often and tell the medians (default: 1)
  --json FILE     also write every figure there
  --help

measurements: ${measurements.map(({ name }) => name).join(', ')}
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    small: { type: 'boolean', default: false },
    runs: { type: 'string', default: '1' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

function wanted() {
  const unknown = values.only?.find((name) => !measurements.some((one) => one.name === name));
  if (unknown === undefined) return measurements.filter(({ name }) => values.only?.includes(name) ?? true);
  console.error(`there is no measurement "${unknown}" (--help lists them)`);
  process.exit(2);
}

function reached({ isMet }: MeasuredRow): string {
  if (isMet === undefined) return '—';
  return isMet ? 'yes' : 'NO';
}

function table(rows: readonly MeasuredRow[]): string {
  const lines = rows.map((row) => [row.what, row.target, row.figure, reached(row)]);
  return [['what', 'to reach', 'measured', 'reached'], ['---', '---', '---', '---'], ...lines]
    .map((line) => `| ${line.join(' | ')} |`)
    .join('\n');
}

if (values.help) {
  console.log(HELP);
  process.exit(0);
}

const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) {
  console.error(`--runs ${values.runs} is no number of runs: 1 or more`);
  process.exit(2);
}

const rows: MeasuredRow[] = [];
const figures: Record<string, object> = {};
for (const { name, run } of wanted()) {
  const began = performance.now();
  console.error(`${name} ...`);
  const measured = await run(values.small ? 'small' : 'whole', runs);
  console.error(`${name}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
  rows.push(...measured.rows);
  figures[name] = measured.figures;
}
const machine = { cores: availableParallelism(), cpu: cpus()[0]?.model, node: process.version };
console.log(table(rows));
if (values.json !== undefined)
  await writeFile(
    values.json,
    `${JSON.stringify({ machine, extent: values.small ? 'small' : 'whole', runs, rows, figures }, null, 1)}\n`,
  );
// A row that is not reached is told in the table; what ends with an error is what could not be measured.
process.exit(0);
