import type { Review } from '#catalog/review.ts';
import type { Panel } from '#catalog/reviewer.ts';
import type { VerdictSide } from '#verdict/verdict.ts';
import type { App } from '../../app.ts';
import { renderPage } from '../page.tsx';
import { ComparisonList } from '../parts/comparison-list.tsx';
import { Day } from '../parts/day.tsx';
import { SignUpForm } from '../parts/sign-up-form.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { ToolFacts } from '../parts/tool-facts.tsx';
import { formStamp } from './form-stamp.ts';
import { type Published, sideOf } from './published.ts';

function Reviews({ reviews, panel }: { reviews: readonly Review[]; panel: Panel }) {
  if (reviews.length === 0) return <p>The panel has not reviewed it yet.</p>;
  return (
    <ul className="scorecard one">
      {reviews.map(({ reviewer, stance, quote, reviewedOn }) => (
        <li key={reviewer}>
          <h3>{panel.reviewers.find(({ slug }) => slug === reviewer)?.name ?? reviewer}</h3>
          <div className="said">
            <p className="said-on">
              <Stamp stance={stance} />{' '}
              <span className="small">
                <Day date={reviewedOn} />
              </span>
            </p>
            <blockquote>
              <p>{`“${quote}”`}</p>
            </blockquote>
          </div>
        </li>
      ))}
    </ul>
  );
}

function structuredData({ tool }: VerdictSide, canonical: string) {
  return {
    '@context': 'https://schema.org',
    '@type': 'WebPage',
    name: tool.name,
    url: canonical,
    mainEntity: {
      '@type': 'SoftwareApplication',
      name: tool.name,
      description: tool.description,
      applicationCategory: tool.category,
      datePublished: tool.launchedOn,
      url: tool.url,
      creator: { '@type': 'Organization', name: tool.vendor },
    },
  };
}

type ToolContentProps = { side: VerdictSide; published: Published };

function ToolContent({ side, published: { verdicts, reviews, panel } }: ToolContentProps) {
  const { tool } = side;
  return (
    <>
      <p className="kicker">{tool.category}</p>
      <h1>{tool.name}</h1>
      <p className="dek">{tool.tagline}</p>
      <ToolFacts side={side} />
      <p>{tool.description}</p>
      <section aria-labelledby="reviews">
        <h2 className="section" id="reviews">
          What the panel says
        </h2>
        <Reviews reviews={reviews.get(tool.slug) ?? []} panel={panel} />
      </section>
      <section aria-labelledby="pairings">
        <h2 className="section" id="pairings">
          Side by side with
        </h2>
        <ComparisonList level={3} verdicts={verdicts.filter(({ pairing }) => pairing.tools.includes(tool.slug))} />
      </section>
    </>
  );
}

/** One tool with its figures, its reviews and its comparisons; undefined while no comparison of it is published. */
export function toolPage(app: App, published: Published, slug: string): string | undefined {
  const side = sideOf(published, slug);
  if (!side) return undefined;
  const path = `/tools/${slug}`;
  const canonical = `${app.config.publicUrl}${path}`;
  return renderPage({
    title: side.tool.name,
    description: `${side.tool.tagline}. What the panel says, what it costs to start, and what it was compared with.`,
    canonical,
    type: 'article',
    image: `${canonical}/og.png`,
    imageAlt: `${side.tool.name}: ${side.tool.tagline}`,
    structuredData: structuredData(side, canonical),
    children: (
      <>
        <ToolContent side={side} published={published} />
        <SignUpForm page={path} started={formStamp(app)} />
      </>
    ),
  });
}
