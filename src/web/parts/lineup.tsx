import type { ReactNode } from 'react';
import type { VerdictBlock } from '../../../emails/digest.ts';
import { VerdictSummary } from './verdict-summary.tsx';

export type LineupProps = { blocks: readonly VerdictBlock[] /** Stands after the lead. */; children?: ReactNode };

/** The pairings of an issue in order, the lead first. */
export function Lineup({ blocks: [lead, ...others], children }: LineupProps) {
  return (
    <>
      {lead && <VerdictSummary block={lead} lead />}
      {children}
      {others.map((block) => (
        <VerdictSummary key={block.url} block={block} />
      ))}
    </>
  );
}
