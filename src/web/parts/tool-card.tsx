import type { VerdictSide } from '#verdict/verdict.ts';
import { ToolFacts } from './tool-facts.tsx';

/** One side of a comparison. */
export function ToolCard({ side }: { side: VerdictSide }) {
  const { tool } = side;
  return (
    <section className="card" aria-labelledby={`tool-${tool.slug}`}>
      <p className="kicker">{tool.category}</p>
      <h2 id={`tool-${tool.slug}`}>
        <a href={`/tools/${tool.slug}`}>{tool.name}</a>
      </h2>
      <p className="tagline">{tool.tagline}</p>
      <ToolFacts side={side} />
      <p>{tool.description}</p>
    </section>
  );
}
