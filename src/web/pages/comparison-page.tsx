import type { Verdict } from '#verdict/verdict.ts';
import type { App } from '../../app.ts';
import { renderPage } from '../page.tsx';
import { CallBox } from '../parts/call-box.tsx';
import { CommunityVote } from '../parts/community-vote.tsx';
import { callOf, comparisonName } from '../parts/comparison-list.tsx';
import { Day } from '../parts/day.tsx';
import { PanelSplit } from '../parts/panel-split.tsx';
import { Scorecard } from '../parts/scorecard.tsx';
import { SignUpForm } from '../parts/sign-up-form.tsx';
import { ToolCard } from '../parts/tool-card.tsx';
import { formStamp } from './form-stamp.ts';

function changedOn({ pairing, split }: Verdict) {
  const reviewed = split.flatMap(({ reviews }) => reviews.flatMap((review) => review?.reviewedOn ?? []));
  return [pairing.publishedOn, ...reviewed].sort().at(-1) ?? pairing.publishedOn;
}

function structuredData(verdict: Verdict, url: string) {
  return {
    '@context': 'https://schema.org',
    '@type': 'Article',
    headline: comparisonName(verdict),
    description: callOf(verdict),
    datePublished: verdict.pairing.publishedOn,
    dateModified: changedOn(verdict),
    url,
    image: `${url}/og.png`,
    publisher: { '@type': 'Organization', name: 'Weekly AI Tool Verdicts' },
    about: verdict.sides.map(({ tool }) => ({
      '@type': 'SoftwareApplication',
      name: tool.name,
      applicationCategory: tool.category,
      description: tool.tagline,
      url: tool.url,
    })),
  };
}

function Masthead({ verdict }: { verdict: Verdict }) {
  const { pairing, sides } = verdict;
  const categories = [...new Set(sides.map(({ tool }) => tool.category))].join(' / ');
  return (
    <header>
      <p className="kicker">{`AI tool comparison · ${categories}`}</p>
      <h1>{comparisonName(verdict)}</h1>
      <p className="dek">{pairing.angle ?? 'One call, and everything it stands on: panel, price, readers.'}</p>
      <p className="small">
        Published <Day date={pairing.publishedOn} />
        {' · '}last review <Day date={changedOn(verdict)} />
      </p>
    </header>
  );
}

function Evidence({ verdict, method }: { verdict: Verdict; method: string }) {
  const { sides, split, pricing } = verdict;
  const names = [sides[0].tool.name, sides[1].tool.name] as const;
  return (
    <>
      <div className="cards">
        <ToolCard side={sides[0]} />
        <ToolCard side={sides[1]} />
      </div>
      <section aria-labelledby="scorecard">
        <h2 className="section" id="scorecard">
          Reviewer scorecard
        </h2>
        <p className="small">{method}</p>
        {split.length === 0 ? <p>The panel has reviewed neither yet.</p> : <Scorecard rows={split} names={names} />}
      </section>
      <div className="two-up">
        <section aria-labelledby="split">
          <h2 className="section" id="split">
            Where the panel splits
          </h2>
          <PanelSplit rows={split} sides={sides} />
        </section>
        <section aria-labelledby="pricing">
          <h2 className="section" id="pricing">
            Pricing read
          </h2>
          <p>{pricing}</p>
        </section>
      </div>
    </>
  );
}

/** Two tools side by side: the call, then everything it stands on. */
export function comparisonPage(app: App, verdict: Verdict, method: string): string {
  const path = `/compare/${verdict.pairing.slug}`;
  const canonical = `${app.config.publicUrl}${path}`;
  return renderPage({
    title: comparisonName(verdict),
    description: callOf(verdict),
    canonical,
    type: 'article',
    image: `${canonical}/og.png`,
    imageAlt: `${comparisonName(verdict)}. ${callOf(verdict)}`,
    structuredData: structuredData(verdict, canonical),
    wide: true,
    children: (
      <article className="comparison">
        <Masthead verdict={verdict} />
        <CallBox verdict={verdict} />
        <Evidence verdict={verdict} method={method} />
        <CommunityVote verdict={verdict} />
        <SignUpForm page={path} started={formStamp(app)} />
      </article>
    ),
  });
}
