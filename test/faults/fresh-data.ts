import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { aPairing, aPanel, aTool, reviewsOf } from '../builders/catalog-builders.ts';

/** Writes a data folder whose only pairing is of two tools that no other number has, published on that day. */
export async function writeFreshData(folder: string, number: number, publishedOn: string): Promise<void> {
  const tools = [aTool(`alpha-${number}`), aTool(`beta-${number}`)] as const;
  const { slug, ...pairing } = aPairing(tools[0].slug, tools[1].slug, { publishedOn });
  const files: [string, object][] = [
    ['categories.json', { categories: ['Developer Tools'] }],
    ['panel.json', aPanel()],
    [`pairings/${slug}.json`, pairing],
    ...tools.map((tool): [string, object] => [`tools/${tool.slug}.json`, tool]),
    ...tools.flatMap((tool) =>
      reviewsOf(tool.slug, ['ship', 'ship', 'skip', 'ship']).map((review): [string, object] => [
        `reviews/${tool.slug}/${review.reviewer}.json`,
        review,
      ]),
    ),
  ];
  await rm(folder, { recursive: true, force: true });
  for (const [file, value] of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), JSON.stringify(value));
  }
}
