import { communityWords } from '#rendering/digest-of-issue.ts';
import { entryWords } from '#verdict/pricing-read.ts';
import type { VerdictSide } from '#verdict/verdict.ts';
import { words } from '../../../emails/fixed-words.ts';
import { Day } from './day.tsx';
import { Facts } from './facts.tsx';
import { PanelFigure } from './panel-figure.tsx';

function siteOf(url: string): string {
  return new URL(url).hostname.replace(/^www\./, '');
}

/** Everything known of one tool in figures and facts. */
export function ToolFacts({ side: { tool, panel, community } }: { side: VerdictSide }) {
  const facts = [
    {
      label: words.panel,
      value: <PanelFigure percent={panel.ships + panel.skips === 0 ? null : panel.percent} />,
      wide: true,
    },
    { label: words.community, value: communityWords(community) },
    { label: words.entry, value: entryWords(tool.entry) },
    { label: 'Vendor', value: tool.vendor },
    { label: 'Launched', value: <Day date={tool.launchedOn} /> },
    {
      label: 'Site',
      value: (
        <a href={tool.url} rel="noopener nofollow">
          {siteOf(tool.url)}
        </a>
      ),
    },
    { label: 'Price checked', value: <Day date={tool.entry.checkedOn} /> },
  ];
  return <Facts facts={facts} />;
}
