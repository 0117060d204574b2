import type { RichText } from '../digest.ts';
import { Band } from './band.tsx';
import { paint } from './paint.ts';
import { Written } from './written.tsx';

/** The editor's note and the sponsor's words: who speaks stands above what is said. */
export function LabelledText({ label, html }: { label: string } & Pick<RichText, 'html'>) {
  const { className, style } = paint('muted');
  return (
    <Band on="card" line="rule">
      <p className={className} style={{ ...style, margin: 0, fontSize: 13 }}>
        <b>{label}</b>
      </p>
      <Written html={html} />
    </Band>
  );
}
