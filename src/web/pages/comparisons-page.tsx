import type { App } from '../../app.ts';
import { renderPage } from '../page.tsx';
import { ComparisonList, comparisonName } from '../parts/comparison-list.tsx';
import { SignUpForm } from '../parts/sign-up-form.tsx';
import { formStamp } from './form-stamp.ts';
import { readPublished } from './published.ts';

/** Every published comparison with its call, the newest first. */
export async function comparisonsPage(app: App): Promise<string> {
  const { verdicts } = await readPublished(app);
  const canonical = `${app.config.publicUrl}/compare`;
  return renderPage({
    title: 'All comparisons',
    description: 'AI tools two at a time, each pair with one call and the reason for it, the newest first.',
    canonical,
    structuredData: {
      '@context': 'https://schema.org',
      '@type': 'CollectionPage',
      name: 'All comparisons',
      url: canonical,
      hasPart: verdicts.map((verdict) => ({
        '@type': 'Article',
        headline: comparisonName(verdict),
        url: `${canonical}/${verdict.pairing.slug}`,
      })),
    },
    children: (
      <>
        <h1>All comparisons</h1>
        {verdicts.length === 0 && <p>None is published yet.</p>}
        {verdicts.length > 0 && <ComparisonList verdicts={verdicts} />}
        <SignUpForm page="/compare" started={formStamp(app)} />
      </>
    ),
  });
}
