import { callSentence } from '#verdict/call.ts';
import type { Verdict } from '#verdict/verdict.ts';
import { Day } from './day.tsx';

/** `Pinecone vs pgvector` */
export function comparisonName({ sides: [a, b] }: Verdict): string {
  return `${a.tool.name} vs ${b.tool.name}`;
}

/** The one-line answer of a verdict. */
export function callOf({ call, sides }: Verdict): string {
  return callSentence(
    call,
    sides.map(({ tool }) => tool),
  );
}

export type ComparisonListProps = { verdicts: readonly Verdict[]; level?: 2 | 3 };

/** Comparisons with their calls, in the order given. */
export function ComparisonList({ verdicts, level = 2 }: ComparisonListProps) {
  const Heading = `h${level}` as const;
  return (
    <ul className="entries">
      {verdicts.map((verdict) => (
        <li key={verdict.pairing.slug}>
          <Heading>
            <a href={`/compare/${verdict.pairing.slug}`}>{comparisonName(verdict)}</a>
          </Heading>
          <p>{callOf(verdict)}</p>
          <p className="small">
            <Day date={verdict.pairing.publishedOn} />
          </p>
        </li>
      ))}
    </ul>
  );
}
