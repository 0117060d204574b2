import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { formatFault } from '#catalog/fault.ts';
import { readCatalog } from '#catalog/read-catalog.ts';
import { aPairing, aPanel, aReview, aTool, reviewerNames } from '../builders/catalog-builders.ts';

/** What becomes of a file: another text or other bytes, an edit of its sound text, or `null` to take it away. */
export type Change = string | Uint8Array | null | ((sound: string) => string);
export type Changes = Readonly<Record<string, Change>>;

export const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;

function pairingFile(a: string, b: string): [string, string] {
  const { slug, ...pairing } = aPairing(a, b);
  return [`pairings/${slug}.json`, json(pairing)];
}

/**
 * A sound folder: alpha, beta and gamma with four reviews each, alpha and beta paired; delta has no review and no pairing,
 * so that a fault of it costs nothing else.
 */
export function soundFiles(): Record<string, string> {
  return Object.fromEntries([
    ['categories.json', json({ categories: ['Developer Tools', 'Model APIs'] })],
    ['panel.json', json(aPanel())],
    ...['alpha', 'beta', 'gamma', 'delta'].map((slug) => [`tools/${slug}.json`, json(aTool(slug))]),
    ...['alpha', 'beta', 'gamma'].flatMap((tool) =>
      reviewerNames.map((reviewer) => [`reviews/${tool}/${reviewer}.json`, json(aReview(tool, reviewer, 'ship'))]),
    ),
    pairingFile('alpha', 'beta'),
  ]);
}

/** A sound data folder with these changes, in a temporary place that goes when the test ends. */
export async function aDataFolder(changes: Changes = {}): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), 'verdicts-'));
  onTestFinished(() => rm(place, { recursive: true, force: true }));
  const sound = soundFiles();
  const dataDir = join(place, 'data');
  for (const file of new Set([...Object.keys(sound), ...Object.keys(changes)])) {
    const change = changes[file];
    const content =
      typeof change === 'function' ? change(sound[file] ?? '') : change === undefined ? sound[file] : change;
    if (content === null || content === undefined) continue;
    await mkdir(dirname(join(dataDir, file)), { recursive: true });
    await writeFile(join(dataDir, file), content);
  }
  return dataDir;
}

/** The faults of a sound folder with these changes, as `verdicts check` prints them. */
export async function faultLines(changes: Changes): Promise<string[]> {
  const { faults } = await readCatalog(await aDataFolder(changes));
  return faults.map(formatFault);
}

/** The faults told in one file when only it is changed, without its name: `3:11 name: is null (expected a text)`. */
export async function faultsIn(file: string, change: Change): Promise<string[]> {
  const start = `data/${file}:`;
  const lines = await faultLines({ [file]: change });
  return lines.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length));
}

/** Replaces the one place where a text stands; fails when it stands nowhere or twice. */
export function replacing(from: string, to: string): (sound: string) => string {
  return (sound) => {
    const parts = sound.split(from);
    if (parts.length !== 2) throw new Error(`${JSON.stringify(from)} stands ${parts.length - 1} times in ${sound}`);
    return parts.join(to);
  };
}

export const DELTA = 'tools/delta.json';
export const REVIEW = 'reviews/alpha/builder.json';
export const PAIRING = 'pairings/alpha-vs-beta.json';

type InFile = [file: string, change: Change];
export const inTool = (from: string, to: string): InFile => [DELTA, replacing(from, to)];
export const inReview = (from: string, to: string): InFile => [REVIEW, replacing(from, to)];
export const inPairing = (from: string, to: string): InFile => [PAIRING, replacing(from, to)];

/** A row of a table of faults: what is wrong, where, and the lines that tell it. */
export type FaultRow = [what: string, change: InFile, ...lines: string[]];
