import { describe, expect, test } from 'vitest';
import type { Catalog } from '#catalog/catalog.ts';
import { readCatalog } from '#catalog/read-catalog.ts';
import { aPairing, aReview, aTool, reviewerNames } from '../builders/catalog-builders.ts';
import { aDataFolder, type Changes, faultLines, json, replacing, soundFiles } from './data-folder.ts';

/** The files a catalog is made of, so that what a fault cost can be seen. */
function filesOf({ tools, reviews, pairings }: Catalog): string[] {
  const reviewed = [...reviews.values()].flat();
  return [
    ...[...tools.keys()].map((slug) => `tools/${slug}.json`),
    ...reviewed.map(({ tool, reviewer }) => `reviews/${tool}/${reviewer}.json`),
    ...pairings.map(({ slug }) => `pairings/${slug}.json`),
  ].sort();
}

const read = async (changes: Changes = {}) => readCatalog(await aDataFolder(changes));
const things = Object.keys(soundFiles()).filter((file) => file.includes('/'));

describe('a sound folder', () => {
  test('is read whole, without a fault', async () => {
    const { catalog, faults } = await read();
    expect(faults).toEqual([]);
    expect(filesOf(catalog)).toEqual(things.toSorted());
  });

  test('gives the values that stand in its files', async () => {
    const { catalog } = await read();
    expect(catalog.tools.get(aTool('delta').slug)).toEqual(aTool('delta'));
    expect(catalog.pairings).toEqual([aPairing('alpha', 'beta')]);
    expect(catalog.panel.reviewers.map(({ slug }) => slug)).toEqual(reviewerNames);
  });

  test('gives a tool’s reviews in the order of the panel, not of the files', async () => {
    const { catalog } = await read();
    expect(catalog.reviews.get(aTool('beta').slug)).toEqual(reviewerNames.map((name) => aReview('beta', name, 'ship')));
    expect(catalog.reviews.has(aTool('delta').slug)).toBe(false);
  });

  test('gives tools and pairings in the order of their slugs, not of the files', async () => {
    const { catalog } = await read({
      'tools/beta-2.json': json(aTool('beta-2')),
      'pairings/alpha-vs-beta-2.json': json({ tools: ['alpha', 'beta-2'], publishedOn: '2026-11-17' }),
    });
    expect([...catalog.tools.keys()]).toEqual(['alpha', 'beta', 'beta-2', 'delta', 'gamma']);
    expect(catalog.pairings.map(({ slug }) => slug)).toEqual(['alpha-vs-beta', 'alpha-vs-beta-2']);
  });

  test('keeps nothing of the $schema lines', async () => {
    const { catalog } = await read({ 'tools/delta.json': replacing('{\n  "slug"', '{\n  "$schema": "x",\n  "slug"') });
    expect(catalog.tools.get(aTool('delta').slug)).toEqual(aTool('delta'));
  });
});

describe('one bad file costs only what depends on it', () => {
  const withoutTool = (tool: string) => (file: string) => file !== `tools/${tool}.json` && !file.includes(`/${tool}/`);
  const withoutFile = (bad: string) => (file: string) => file !== bad;
  const costOf = (file: string) => {
    const [, tool] = /^tools\/(.+)\.json$/.exec(file) ?? [];
    return tool ? withoutTool(tool) : withoutFile(file);
  };

  test.each(things)('%s that is not JSON', async (file) => {
    const { catalog, faults } = await read({ [file]: 'oops' });
    expect(filesOf(catalog)).toEqual(things.filter(costOf(file)).toSorted());
    expect(faults[0]).toEqual({
      file: `data/${file}`,
      line: 1,
      column: 1,
      path: '',
      problem: 'is not JSON: a character that JSON does not know',
    });
  });

  test('a tool that holds a fault is told, and so is each file that needs it', async () => {
    expect(await faultLines({ 'tools/alpha.json': replacing('"Alpha"', '7') })).toEqual([
      'data/tools/alpha.json:3:11 name: is a number (expected a text)',
      ...['builder', 'founder', 'futurist', 'skeptic'].map(
        (name) =>
          `data/reviews/alpha/${name}.json:2:11 tool: the file of the tool "alpha" has a fault of its own (mend that file)`,
      ),
      'data/pairings/alpha-vs-beta.json:3:5 tools[0]: the file of the tool "alpha" has a fault of its own (mend that file)',
    ]);
  });

  test.each<[string, Changes, string[]]>([
    ['in a category that there is not', { 'tools/delta.json': replacing('Developer', 'Indoor') }, ['tools/delta.json']],
    [
      'not named after its tool',
      { 'tools/delta.json': replacing('"slug": "delta"', '"slug": "eta"') },
      ['tools/delta.json'],
    ],
    [
      'a review not named after its reviewer',
      { 'reviews/beta/founder.json': json(aReview('beta', 'skeptic', 'skip')) },
      ['reviews/beta/founder.json'],
    ],
    [
      'a pairing of a tool with itself',
      { 'pairings/beta-vs-beta.json': json({ tools: ['beta', 'beta'], publishedOn: '2026-11-17' }) },
      [],
    ],
    [
      'a pairing of two tools that met before',
      { 'pairings/beta-vs-alpha.json': json({ tools: ['beta', 'alpha'], publishedOn: '2026-11-17' }) },
      [],
    ],
  ])('a file %s is left out', async (_, changes, lost) => {
    const { catalog, faults } = await read(changes);
    expect(faults).not.toEqual([]);
    expect(filesOf(catalog)).toEqual(things.filter((file) => !lost.includes(file)).toSorted());
  });

  test('a pairing of a tool that there is not stays, to be refused by name when the lineup is chosen', async () => {
    const changes = { 'pairings/alpha-vs-omega.json': json({ tools: ['alpha', 'omega'], publishedOn: '2026-11-17' }) };
    const { catalog, faults } = await read(changes);
    expect(catalog.pairings.map(({ slug }) => slug)).toEqual(['alpha-vs-beta', 'alpha-vs-omega']);
    expect(faults.map(({ problem }) => problem)).toEqual(['there is no tool "omega"']);
    expect(Object.keys(faults[0] ?? {})).toEqual(['file', 'line', 'column', 'path', 'problem']);
  });
});

describe('every fault is told', () => {
  test('of many files: tools, reviews, pairings, and then what is wrong between them', async () => {
    expect(
      await faultLines({
        'tools/.hidden.json': 'not looked at',
        'tools/delta.json': replacing('https:', 'http:'),
        'tools/eta.json': 'oops',
        'tools/iota.json': json(aTool('iota', { category: 'Cooking' })),
        'tools/theta.json': json({ ...aTool('theta'), name: '', entry: { model: 'fre', checkedOn: 'now' } }),
        'reviews/alpha/builder.json': replacing('"ship"', '"shipp"'),
        'pairings/alpha-vs-beta.json': replacing('2026-11-17', '2026-02-30'),
        'pairings/gamma-vs-gamma.json': json({ tools: ['gamma', 'gamma'], publishedOn: '2026-11-17' }),
      }).then((lines) => lines.map((line) => line.replace(/ \(.*/, '').replace(/^data\//, ''))),
    ).toEqual([
      'tools/delta.json:8:10 url: "http://delta.example.org/" is not an https link',
      'tools/eta.json:1:1 is not JSON: a character that JSON does not know',
      'tools/theta.json:3:11 name: is empty',
      'tools/theta.json:11:14 entry.model: is "fre"',
      'tools/theta.json:12:18 entry.checkedOn: "now" is not a date',
      'reviews/alpha/builder.json:4:13 stance: is "shipp"',
      'pairings/alpha-vs-beta.json:6:18 publishedOn: "2026-02-30" is a day that does not exist',
      'tools/iota.json:5:15 category: "Cooking" is not a category',
      'pairings/gamma-vs-gamma.json:4:5 tools[1]: is the same tool again',
    ]);
  });

  test('of a folder that is not there', async () => {
    const { catalog, faults } = await readCatalog('/nowhere/data');
    expect(filesOf(catalog)).toEqual([]);
    expect(faults.map(({ file, problem }) => `${file} ${problem}`)).toEqual([
      'data/categories.json is missing',
      'data/panel.json is missing',
    ]);
  });
});

describe('what a fault must not cost', () => {
  test('a copy that keeps the slug costs only itself, whatever the order of names', async () => {
    const { catalog, faults } = await read({ 'tools/aaa.json': json(aTool('delta')) });
    expect([...catalog.tools.keys()]).toEqual(['alpha', 'beta', 'delta', 'gamma']);
    expect(new Set(faults.map(({ file }) => file))).toEqual(new Set(['data/tools/aaa.json']));
  });

  test('a faulty categories.json or panel.json is told once, not once for every file', async () => {
    for (const file of ['categories.json', 'panel.json']) expect(await faultLines({ [file]: '{' })).toHaveLength(1);
  });
});

describe('lists', () => {
  test('name each reviewer and each category once', async () => {
    const { catalog } = await read();
    const reviewers = [...catalog.panel.reviewers, catalog.panel.reviewers[0]];
    expect(await faultLines({ 'panel.json': json({ ...catalog.panel, reviewers }) })).toEqual([
      expect.stringMatching(/^data\/panel\.json:\d+:\d+ reviewers\[4\]\.slug: .*stands in the list a second time$/),
    ]);
    expect(
      await faultLines({ 'categories.json': json({ categories: ['Developer Tools', 'Developer Tools'] }) }),
    ).toEqual([
      expect.stringMatching(/^data\/categories\.json:\d+:\d+ categories\[1\]: .*stands in the list a second time$/),
    ]);
  });
});
