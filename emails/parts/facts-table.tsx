import type { ReactNode } from 'react';
import type { Side, VerdictBlock } from '../digest.ts';
import { words } from '../fixed-words.ts';
import { light } from '../theme.ts';
import { PanelFigure } from './panel-figure.tsx';

type Fact = { label: string; show: (side: Side) => ReactNode };

const facts: Fact[] = [
  { label: words.panel, show: (side) => <PanelFigure percent={side.panelPercent} /> },
  { label: words.split, show: (side) => side.split },
  { label: words.community, show: (side) => side.community },
  { label: words.entry, show: (side) => side.entry },
  { label: words.inShort, show: (side) => side.tagline },
];

const tableStyle = {
  tableLayout: 'fixed',
  borderCollapse: 'collapse',
  borderColor: light.rule,
  fontSize: 13,
  lineHeight: 1.4,
} as const;

export function FactsTable({ sides, pricing }: Pick<VerdictBlock, 'sides' | 'pricing'>) {
  return (
    <table className="facts" width="100%" cellPadding="4" rules="rows" style={tableStyle}>
      <thead>
        <tr>
          <td width="28%" />
          {sides.map((side) => (
            <th key={side.name} scope="col" style={{ width: '36%' }}>
              {side.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody style={{ verticalAlign: 'baseline' }}>
        {facts.map(({ label, show }) => (
          <FactRow key={label} label={label}>
            <td>{show(sides[0])}</td>
            <td>{show(sides[1])}</td>
          </FactRow>
        ))}
        <FactRow label={words.pricing}>
          <td colSpan={2}>{pricing}</td>
        </FactRow>
      </tbody>
    </table>
  );
}

function FactRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      {children}
    </tr>
  );
}
