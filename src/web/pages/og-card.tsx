import type { ReactElement, ReactNode } from 'react';
import { longDate } from '#calendar/plain-date.ts';
import type { DigestContent } from '#issue/issue-content.ts';
import type { Verdict, VerdictSide } from '#verdict/verdict.ts';
import { light } from '../../../emails/theme.ts';
import { callOf, comparisonName } from '../parts/comparison-list.tsx';

const LINE_MOST = 120;
const NAME_MOST = 34;
// What is below must fit under the longest of what is above.
const SUBJECT_MOST = 66;
const COMPARISON_MOST = 60;
const LINEUP_SHOWN = 5;
const SITE = 'Weekly AI Tool Verdicts';
const QUESTION = 'Which one should you ship with?';

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

/** 1200 by 630, the site's name at the top. Read by satori, never by a browser. */
function Card({ corner, children }: { corner: string; children: ReactNode }) {
  const ground = { backgroundColor: light.page, color: light.ink };
  const size = { width: 1200, height: 630, padding: 64, boxSizing: 'border-box' as const };
  return (
    <div style={{ display: 'flex', flexDirection: 'column', ...size, ...ground }}>
      <div style={{ display: 'flex', justifyContent: 'space-between', fontSize: 28, color: light.mutedInk }}>
        <div>{SITE}</div>
        <div>{corner}</div>
      </div>
      <div style={{ display: 'flex', flexShrink: 0, height: 3, marginTop: 20, backgroundColor: light.ink }} />
      {children}
    </div>
  );
}

function Line({ children, size = 36 }: { children: string; size?: number }) {
  return <div style={{ display: 'flex', fontSize: size, lineHeight: 1.3, marginTop: 40 }}>{children}</div>;
}

function PanelShare({ side: { tool, panel }, width }: { side: VerdictSide; width: number }) {
  const reviewed = panel.ships + panel.skips > 0;
  return (
    <div style={{ display: 'flex', flexDirection: 'column', width }}>
      <div style={{ display: 'flex', fontSize: 44, lineHeight: 1.15, height: 104, alignItems: 'flex-end' }}>
        {cut(tool.name, NAME_MOST)}
      </div>
      <div style={{ display: 'flex', alignItems: 'baseline', marginTop: 8 }}>
        <div style={{ fontSize: 88, lineHeight: 1.1 }}>{reviewed ? `${panel.percent}%` : '—'}</div>
        <div style={{ fontSize: 28, marginLeft: 16, color: light.mutedInk }}>
          {reviewed ? 'panel ship' : 'not reviewed yet'}
        </div>
      </div>
      <div style={{ display: 'flex', width, height: 14, marginTop: 8, backgroundColor: light.rule }}>
        <div style={{ width: (width * panel.percent) / 100, height: 14, backgroundColor: light.ship }} />
      </div>
    </div>
  );
}

/** Two names, two percentages, the call. */
export function comparisonCard(verdict: Verdict): ReactElement {
  return (
    <Card corner={QUESTION}>
      <div style={{ display: 'flex', justifyContent: 'space-between', marginTop: 28 }}>
        <PanelShare side={verdict.sides[0]} width={490} />
        <PanelShare side={verdict.sides[1]} width={490} />
      </div>
      <Line>{cut(callOf(verdict), LINE_MOST)}</Line>
    </Card>
  );
}

/** One name with its percentage, and what the tool is. */
export function toolCard(side: VerdictSide): ReactElement {
  return (
    <Card corner={cut(side.tool.category, NAME_MOST)}>
      <div style={{ display: 'flex', marginTop: 28 }}>
        <PanelShare side={side} width={1072} />
      </div>
      <Line>{cut(side.tool.tagline, LINE_MOST)}</Line>
    </Card>
  );
}

/** The week, the subject, and the comparisons by name, the lead first. */
export function issueCard({ week, date, subject, lineup }: DigestContent): ReactElement {
  return (
    <Card corner={`Issue ${week} · ${longDate(date)}`}>
      <Line size={56}>{cut(subject, SUBJECT_MOST)}</Line>
      <div style={{ display: 'flex', flexDirection: 'column', marginTop: 24, fontSize: 30, lineHeight: 1.4 }}>
        {lineup.slice(0, LINEUP_SHOWN).map((verdict) => (
          <div key={verdict.pairing.slug}>{cut(comparisonName(verdict), COMPARISON_MOST)}</div>
        ))}
      </div>
    </Card>
  );
}

/** For pages that are about no tool. */
export function siteCard(): ReactElement {
  return (
    <Card corner="Once a week, by mail">
      <Line size={64}>{QUESTION}</Line>
      <Line>New AI tools two at a time: what the panel says, what it costs to start, and one clear call.</Line>
    </Card>
  );
}
