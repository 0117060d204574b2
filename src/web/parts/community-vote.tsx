import { communityWords } from '#rendering/digest-of-issue.ts';
import type { Verdict } from '#verdict/verdict.ts';
import { ShareBar } from './share-bar.tsx';
import { VoteForm } from './vote-form.tsx';

/** What readers say of both sides, and the form to say it. */
export function CommunityVote({ verdict: { pairing, sides } }: { verdict: Verdict }) {
  return (
    <section id="vote" aria-labelledby="vote-heading">
      <h2 className="section" id="vote-heading">
        Community vote
      </h2>
      <dl className="two-up">
        {sides.map(({ tool, community }) => (
          <div key={tool.slug}>
            <dt>{tool.name}</dt>
            <dd>
              {communityWords(community)}
              {community.kind === 'share' && ' would ship it'}
              {community.kind === 'share' && <ShareBar percent={community.percent} />}
            </dd>
          </div>
        ))}
      </dl>
      <h3 className="vote-question">Which would you ship?</h3>
      <VoteForm pairing={pairing.slug} tools={[sides[0].tool, sides[1].tool]} />
    </section>
  );
}
