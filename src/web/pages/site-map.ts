import { mailedDigests } from '#issue/issue-queries.ts';
import type { App } from '../../app.ts';
import { readPublished } from './published.ts';
import { xmlText } from './xml-text.ts';

type Place = { path: string; changedOn?: string };

/** Every public address (sitemaps.org). */
export async function siteMap(app: App): Promise<string> {
  const { verdicts, tools } = await readPublished(app);
  const issues = await mailedDigests(app.store);
  const places: Place[] = [
    ...['/', '/issues', '/compare', '/panel', '/privacy', '/embed'].map((path) => ({ path })),
    ...issues.map(({ content }) => ({ path: `/issues/${content.week}`, changedOn: content.date })),
    ...verdicts.map(({ pairing }) => ({ path: `/compare/${pairing.slug}`, changedOn: pairing.publishedOn })),
    ...[...tools.keys()].map((slug) => ({ path: `/tools/${slug}` })),
  ];
  const urls = places.map(({ path, changedOn }) => {
    const lastmod = changedOn === undefined ? '' : `<lastmod>${changedOn}</lastmod>`;
    return `<url><loc>${xmlText(app.config.publicUrl + path)}</loc>${lastmod}</url>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join('\n')}
</urlset>
`;
}

/** Everything may be read; addresses that belong to one reader or answer a form are not for robots. */
export function robotsText({ config }: App): string {
  const notForRobots = ['/vote/', '/preferences/', '/unsubscribe/', '/subscribe', '/confirm/', '/studio/'];
  return [
    'User-agent: *',
    ...notForRobots.map((path) => `Disallow: ${path}`),
    `Sitemap: ${config.publicUrl}/sitemap.xml`,
    '',
  ].join('\n');
}
