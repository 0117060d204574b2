import type { VerdictBlock } from '../digest.ts';
import { words } from '../fixed-words.ts';
import { fonts } from '../theme.ts';
import { Band } from './band.tsx';
import { FactsTable } from './facts-table.tsx';
import { paint } from './paint.ts';
import { QuotePair } from './quote-pair.tsx';
import { TextLink } from './text-link.tsx';

type VerdictProps = { verdict: VerdictBlock; lead?: boolean };

/** One pairing, the answer first, then what it stands on. */
export function Verdict({ verdict, lead = false }: VerdictProps) {
  const { url, call, quotes, voteUrl } = verdict;
  return (
    <Band on="card" line={lead ? 'ink' : 'rule'}>
      <VerdictHeading {...verdict} />
      <p style={{ margin: '12px 0 16px', fontSize: 18, lineHeight: 1.4 }}>
        <b>{call.sentence}</b>
      </p>
      <FactsTable {...verdict} />
      {quotes.length === 2 && <QuotePair quotes={quotes} />}
      <p style={{ margin: '16px 0 0' }}>
        <TextLink href={url}>{words.fullScorecard}</TextLink>
        {' · '}
        <TextLink href={voteUrl}>{words.vote}</TextLink>
      </p>
    </Band>
  );
}

function VerdictHeading({ heading, url, category, call }: Pick<VerdictBlock, 'heading' | 'url' | 'category' | 'call'>) {
  const { className, style } = paint('muted');
  return (
    <>
      <h2 style={{ margin: 0, font: `700 22px/1.25 ${fonts.heading}` }}>
        <a href={url}>{heading}</a>
      </h2>
      <p className={className} style={{ ...style, margin: '4px 0 0', fontSize: 14 }}>
        {`${category} · ${call.by}`}
      </p>
    </>
  );
}
