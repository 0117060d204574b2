import type { Side } from '../digest.ts';
import { words } from '../fixed-words.ts';
import { Bar } from './bar.tsx';

/** The figure is text; the bar only repeats it. */
export function PanelFigure({ percent }: { percent: Side['panelPercent'] }) {
  if (percent === null) return `— ${words.notReviewed}`;
  return (
    <>
      <b style={{ fontSize: 22 }}>{`${percent}%`}</b>
      {` ${words.shipShare}`}
      <Bar percent={percent} />
    </>
  );
}
