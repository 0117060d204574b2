import { words } from '../../../emails/fixed-words.ts';
import { ShareBar } from './share-bar.tsx';

/** The share of a tool's reviewers who would ship it; null while nobody reviewed it. */
export function PanelFigure({ percent }: { percent: number | null }) {
  if (percent === null) return `— ${words.notReviewed}`;
  return (
    <>
      <b className="figure">{`${percent}%`}</b>
      {` ${words.shipShare}`}
      <ShareBar percent={percent} />
    </>
  );
}
