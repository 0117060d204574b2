import type { Verdict } from '#verdict/verdict.ts';
import { light } from '../../../emails/theme.ts';
import { callOf } from '../parts/comparison-list.tsx';

const CALL_MOST = 120;
const NAME_MOST = 34;

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

type Side = Verdict['sides'][number];

function SideOfCard({ side: { tool, panel } }: { side: Side }) {
  const reviewed = panel.ships + panel.skips > 0;
  return (
    <div style={{ display: 'flex', flexDirection: 'column', width: 490 }}>
      <div style={{ display: 'flex', fontSize: 44, lineHeight: 1.15, height: 104, alignItems: 'flex-end' }}>
        {cut(tool.name, NAME_MOST)}
      </div>
      <div style={{ display: 'flex', alignItems: 'baseline', marginTop: 8 }}>
        <div style={{ fontSize: 88, lineHeight: 1.1 }}>{reviewed ? `${panel.percent}%` : '—'}</div>
        <div style={{ fontSize: 28, marginLeft: 16, color: light.mutedInk }}>
          {reviewed ? 'panel ship' : 'not reviewed yet'}
        </div>
      </div>
      <div style={{ display: 'flex', width: 490, height: 14, marginTop: 8, backgroundColor: light.rule }}>
        <div style={{ width: 4.9 * panel.percent, height: 14, backgroundColor: light.ship }} />
      </div>
    </div>
  );
}

/** The picture of a comparison, 1200 by 630: two names, two percentages, the call. Read by satori, never by a browser. */
export function OgCard({ verdict }: { verdict: Verdict }) {
  const ground = { backgroundColor: light.page, color: light.ink };
  return (
    <div
      style={{
        display: 'flex',
        flexDirection: 'column',
        width: 1200,
        height: 630,
        padding: 64,
        boxSizing: 'border-box',
        ...ground,
      }}
    >
      <div style={{ display: 'flex', justifyContent: 'space-between', fontSize: 28, color: light.mutedInk }}>
        <div>Weekly AI Tool Verdicts</div>
        <div>Which one should you ship with?</div>
      </div>
      <div style={{ display: 'flex', height: 3, marginTop: 20, backgroundColor: light.ink }} />
      <div style={{ display: 'flex', justifyContent: 'space-between', marginTop: 28 }}>
        <SideOfCard side={verdict.sides[0]} />
        <SideOfCard side={verdict.sides[1]} />
      </div>
      <div style={{ display: 'flex', fontSize: 36, lineHeight: 1.3, marginTop: 40 }}>
        {cut(callOf(verdict), CALL_MOST)}
      </div>
    </div>
  );
}
