import type { ReactNode } from 'react';
import { Band } from './band.tsx';
import { paint } from './paint.ts';

/** The editor's note, the sponsor's words, what readers said: who speaks stands above what is said. */
export function LabelledText({ label, children }: { label: string; children: ReactNode }) {
  const { className, style } = paint('muted');
  return (
    <Band on="card" line="rule">
      <p className={className} style={{ ...style, margin: 0, fontSize: 13 }}>
        <b>{label}</b>
      </p>
      {children}
    </Band>
  );
}
