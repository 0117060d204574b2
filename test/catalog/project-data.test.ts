import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { weekOf } from '#calendar/iso-week.ts';
import { listDataFiles } from '#catalog/data-files.ts';
import { formatFault } from '#catalog/fault.ts';
import { readCatalog } from '#catalog/read-catalog.ts';

const dataDir = fileURLToPath(new URL('../../data', import.meta.url));
const { catalog, faults } = await readCatalog(dataDir);
const kinds = ['tools', 'reviews', 'pairings'];
const files = (await Promise.all(kinds.map((folder) => listDataFiles(dataDir, folder)))).flat();

describe('the project’s own data', () => {
  test('has no fault', () => {
    expect(faults.map(formatFault)).toEqual([]);
  });

  test('has thirty tools or more, each with four reviews by four reviewers', () => {
    expect(catalog.tools.size).toBeGreaterThanOrEqual(30);
    const reviewers = [...catalog.tools.keys()].map((slug) => [
      slug,
      new Set(catalog.reviews.get(slug)?.map(({ reviewer }) => reviewer)).size,
    ]);
    expect(reviewers.filter(([, count]) => count !== 4)).toEqual([]);
    expect([...catalog.reviews.values()].flat()).toHaveLength(4 * catalog.tools.size);
  });

  test('has twenty pairings or more over five weeks, some in each of them', () => {
    const published = catalog.pairings.map(({ publishedOn }) => weekOf(publishedOn));
    const weeks = ['2026-W43', '2026-W44', '2026-W45', '2026-W46', '2026-W47'];
    const perWeek = weeks.map((week) => published.filter((found) => found === week).length);
    expect(perWeek.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(20);
    expect(Math.min(...perWeek)).toBeGreaterThan(0);
  });

  test('has a panel that does not ship everything, nor agree on everything', () => {
    const ships = [...catalog.reviews.values()].map(
      (reviews) => reviews.filter(({ stance }) => stance === 'ship').length,
    );
    expect(ships.filter((count) => count < 4).length).toBeGreaterThan(ships.length / 2);
    expect(ships.filter((count) => count === 4).length).toBeLessThan(ships.length);
    expect(new Set(ships).size).toBeGreaterThanOrEqual(3);
  });

  test('has no quote and no tool description twice', () => {
    const quotes = [...catalog.reviews.values()].flat().map(({ quote }) => quote);
    const descriptions = [...catalog.tools.values()].map(({ description }) => description);
    expect(new Set(quotes).size).toBe(quotes.length);
    expect(new Set(descriptions).size).toBe(descriptions.length);
  });

  test('was all read: no file is left over', () => {
    const read = catalog.tools.size + [...catalog.reviews.values()].flat().length + catalog.pairings.length;
    expect(read).toBe(files.length);
  });

  test('names in every file the schema that an editor’s editor checks it with', async () => {
    const schemas = {
      'categories.json': 'categories',
      'panel.json': 'panel',
      tools: 'tool',
      reviews: 'review',
      pairings: 'pairing',
    };
    const wrong = [];
    for (const file of ['categories.json', 'panel.json', ...files]) {
      const kind = schemas[file.split('/')[0] as keyof typeof schemas];
      const { $schema } = JSON.parse(await readFile(join(dataDir, file), 'utf8'));
      const named = join(dirname(file), $schema ?? 'missing');
      if (named !== `schema/${kind}.schema.json`) wrong.push(`${file} names ${$schema}`);
    }
    expect(wrong).toEqual([]);
  });
});
