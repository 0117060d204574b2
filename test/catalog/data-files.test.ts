import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listDataFiles, readDataFile } from '#catalog/data-files.ts';
import { aDataFolder, type Change, faultLines, soundFiles } from './data-folder.ts';

const DELTA = 'tools/delta.json';
const latin1 = Buffer.from('{ "name": "café" }', 'latin1');
const utf16 = Buffer.from('\ufeff{ "name": "Delta" }', 'utf16le');
const cutOff = Buffer.from('{ "name": "café" }').subarray(0, 15);

describe('a file that cannot be a data file', () => {
  test.each<[string, Change, string]>([
    ['is empty', '', 'data/tools/delta.json:1:1 is not JSON: a value is missing'],
    ['is in Latin-1', latin1, 'data/tools/delta.json:1:1 is not UTF-8 (save it again as UTF-8)'],
    ['is in UTF-16', utf16, 'data/tools/delta.json:1:1 is not UTF-8 (save it again as UTF-8)'],
    ['ends inside a character', cutOff, 'data/tools/delta.json:1:1 is not UTF-8 (save it again as UTF-8)'],
    [
      'is a byte over a million bytes long',
      (sound) => sound.padEnd(1_000_001),
      'data/tools/delta.json:1:1 is 1000001 bytes long (at most 1000000)',
    ],
    [
      'is over a million bytes long, not characters',
      (sound) => sound.replace('A longer', 'é'.repeat(500_000)),
      `data/tools/delta.json:1:1 is ${Buffer.byteLength(soundFiles()[DELTA] ?? '') - 8 + 1_000_000} bytes long (at most 1000000)`,
    ],
    [
      'is nested so deeply that nothing can read it',
      '['.repeat(400_000),
      'data/tools/delta.json:1:21 is nested too deeply (at most 20 levels)',
    ],
  ])('that %s is told so', async (_, change, line) => {
    expect(await faultLines({ [DELTA]: change })).toEqual([line]);
  });

  test('that is missing is told so', async () => {
    expect(await faultLines({ 'categories.json': null })).toContain('data/categories.json:1:1 is missing');
    expect(await faultLines({ 'panel.json': null })).toContain('data/panel.json:1:1 is missing');
  });

  test('that is a link to nowhere is told so', async () => {
    const dataDir = await aDataFolder();
    await symlink('nowhere.json', join(dataDir, 'tools', 'lost.json'));
    expect(await readDataFile(dataDir, 'tools/lost.json')).toMatchObject({
      faults: [{ file: 'data/tools/lost.json', problem: 'is missing' }],
    });
  });

  test('that turns out to be a folder is told so', async () => {
    const dataDir = await aDataFolder();
    await symlink('../reviews', join(dataDir, 'tools', 'folder.json'));
    const { faults } = await readDataFile(dataDir, 'tools/folder.json');
    expect(faults.map(({ problem }) => problem)).toEqual([expect.stringMatching(/^cannot be read: EISDIR/)]);
  });
});

describe('a file that is sound', () => {
  test.each<[string, Change]>([
    ['of exactly a million bytes', (sound) => sound.padEnd(1_000_000)],
    ['with a byte order mark', (sound) => `\ufeff${sound}`],
    ['with line ends of Windows', (sound) => sound.replaceAll('\n', '\r\n')],
    ['on one line', (sound) => JSON.stringify(JSON.parse(sound))],
    ['with its $schema', (sound) => sound.replace('{', '{ "$schema": "../schema/tool.schema.json",')],
    ['with letters of other alphabets and emoji', (sound) => sound.replace('delta Inc', 'デルタ 🚀 Δέλτα')],
  ])('%s has no fault', async (_, change) => {
    expect(await faultLines({ [DELTA]: change })).toEqual([]);
  });
});

describe('the files below a folder', () => {
  test('are listed with their folders, sorted, without hidden ones', async () => {
    const dataDir = await aDataFolder({
      'tools/.delta.json.swp': 'x',
      'tools/Zeta.json': '{}',
      'tools/more/eta.json': '{}',
    });
    expect(await listDataFiles(dataDir, 'tools')).toEqual([
      'tools/Zeta.json',
      'tools/alpha.json',
      'tools/beta.json',
      'tools/delta.json',
      'tools/gamma.json',
      'tools/more/eta.json',
    ]);
    expect(await listDataFiles(dataDir, 'reviews')).toHaveLength(12);
  });

  test('are none when there is no such folder', async () => {
    expect(await listDataFiles(await aDataFolder(), 'nowhere')).toEqual([]);
  });
});
