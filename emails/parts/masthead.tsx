import type { Digest } from '../digest.ts';
import { words } from '../fixed-words.ts';
import { fonts } from '../theme.ts';
import { Band } from './band.tsx';
import { paint } from './paint.ts';
import { TestBanner } from './test-banner.tsx';
import { TextLink } from './text-link.tsx';

export function Masthead({ title, number, date, onlineUrl, testBanner }: Digest) {
  const { className, style } = paint('muted-page');
  return (
    <Band on="page">
      {testBanner && <TestBanner words={testBanner} />}
      <h1 style={{ margin: 0, font: `700 26px/1.2 ${fonts.heading}` }}>{title}</h1>
      <p className={className} style={{ ...style, margin: '4px 0 0', fontSize: 14 }}>
        {`${number} · ${date}\u2003`}
        <span style={{ whiteSpace: 'nowrap' }}>
          <TextLink href={onlineUrl} on="page">
            {words.viewOnline}
          </TextLink>
        </span>
      </p>
    </Band>
  );
}
