import type { PanelQuote, Side, VerdictBlock } from '../digest.ts';
import { words } from '../fixed-words.ts';
import type { NumberedLinks } from './numbered-links.ts';
import { acrossBoth, type Row, twoSides } from './two-sides.ts';
import { wrap } from './wrap.ts';

const LABEL_COLUMNS = 11;

export function verdictText(number: number, verdict: VerdictBlock, links: NumberedLinks): string[] {
  const { heading, url, category, call, sides, pricing, quotes, voteUrl } = verdict;
  return [
    ...wrap(`${number}. ${heading}`),
    ...wrap(`${category} · ${call.by}`),
    '',
    ...wrap(call.sentence),
    '',
    ...twoSides(rowsOf(sides), LABEL_COLUMNS),
    ...acrossBoth(words.pricing, pricing, LABEL_COLUMNS),
    ...quotes.flatMap(quoteText),
    '',
    ...wrap(`${links.mark(words.fullScorecard, url)} · ${links.mark(words.vote, voteUrl)}`),
    ...links.list(),
  ];
}

function rowsOf([left, right]: [Side, Side]): Row[] {
  const row = (label: string, show: (side: Side) => string): Row => ({ label, cells: [show(left), show(right)] });
  return [
    row('', (side) => side.name),
    row(words.panel, panelText),
    row(words.split, (side) => side.split),
    row(words.community, (side) => side.community),
    row(words.entry, (side) => side.entry),
    row(words.inShort, (side) => side.tagline),
  ];
}

function panelText({ panelPercent }: Side): string {
  return panelPercent === null ? `— ${words.notReviewed}` : `${panelPercent}% ${words.shipShare}`;
}

function quoteText({ on, reviewer, stance, quote }: PanelQuote): string[] {
  return ['', ...wrap(`${words[stance]}: ${reviewer} on ${on}`), ...wrap(`“${quote}”`)];
}
