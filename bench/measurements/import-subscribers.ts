import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exact, type Measurement, whole } from '../measurement.ts';
import { runCommand } from '../run-measured.ts';

const LINES_AT_ONCE = 1000;

/** A line whose address comes in no order, as those of a list that grew do. */
function line(index: number): string {
  const scattered = (Math.imul(index, 2_654_435_761) >>> 0).toString(36);
  const day = String(1 + (index % 28)).padStart(2, '0');
  return `${scattered}.reader${index}@mail${index % 977}.example.org,"Reader, ${index}",form,2026-01-${day}T09:00:00Z\n`;
}

async function writeList(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  file.write('email,name,consent_source,consent_at\n');
  for (let start = 0; start < rows; start += LINES_AT_ONCE) {
    const count = Math.min(LINES_AT_ONCE, rows - start);
    const part = Array.from({ length: count }, (_, index) => line(start + index)).join('');
    if (!file.write(part)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

/** `subscribers import` of a CSV file into an empty SQLite database, as the command does it. */
async function importOf(rows: number) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-import-'));
  try {
    const path = join(folder, 'readers.csv');
    await writeList(path, rows);
    const environment = { DATABASE_URL: join(folder, 'bench.sqlite') };
    const { output, ...used } = await runCommand(['subscribers', 'import', path, '--json'], environment);
    const { added } = JSON.parse(output) as { added: number };
    if (added !== rows) throw new Error(`${added} of ${rows} readers were added`);
    return { rows, ...used };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(many: number) {
  return { tenth: await importOf(many / 10), all: await importOf(many) };
}

type Figures = Awaited<ReturnType<typeof measure>>;

export const importSubscribers: Measurement<Figures> = {
  name: 'import-subscribers',
  run: (extent) => measure(extent === 'whole' ? 1_000_000 : 10_000),
  rows: [
    {
      what: 'import of 1,000,000 subscribers from CSV',
      target: 'at most 30 s',
      figure: ({ all }) => `${exact(all.seconds)} s`,
      isMet: ({ all }) => all.seconds <= 30,
    },
    {
      what: 'most memory of an import of 100,000 and of 1,000,000',
      target: 'flat',
      figure: ({ tenth, all }) => `${whole(tenth.peakMegabytes)} and ${whole(all.peakMegabytes)} MB`,
      isMet: ({ tenth, all }) => all.peakMegabytes <= tenth.peakMegabytes * 1.25,
    },
  ],
};
