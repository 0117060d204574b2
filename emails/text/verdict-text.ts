import type { PanelQuote, Side, VerdictBlock } from '../digest.ts';
import { words } from '../fixed-words.ts';
import { linkLines } from './link-lines.ts';
import { type Row, twoSides } from './two-sides.ts';
import { wrap } from './wrap.ts';

export function verdictText(number: number, verdict: VerdictBlock): string[] {
  const { heading, url, category, call, sides, pricing, quotes, voteUrl } = verdict;
  return [
    ...wrap(`${number}. ${heading}`),
    ...wrap(`${category} · ${call.by}`),
    '',
    ...wrap(call.sentence),
    '',
    ...twoSides(rowsOf(sides)),
    '',
    ...sides.flatMap(({ name, tagline }) => wrap(`${name}: ${tagline}`)),
    ...wrap(`${words.pricing}: ${pricing}`),
    ...quotes.flatMap(quoteText),
    '',
    ...linkLines(words.fullScorecard, url),
    ...linkLines(words.vote, voteUrl),
  ];
}

/** What fits a column: the sentence below tells the entry prices, and a community without a figure on either side tells nothing. */
function rowsOf(sides: [Side, Side]): Row[] {
  const [left, right] = sides;
  const row = (label: string, show: (side: Side) => string): Row => ({ label, cells: [show(left), show(right)] });
  return [
    row('', (side) => side.name),
    row(words.panel, panelText),
    ...(sides.some(({ communityIsKnown }) => communityIsKnown) ? [row(words.community, (side) => side.community)] : []),
  ];
}

function panelText({ panelPercent, split }: Side): string {
  return panelPercent === null ? `— ${words.notReviewed}` : `${panelPercent}%: ${split}`;
}

function quoteText({ on, reviewer, stance, quote }: PanelQuote): string[] {
  return ['', ...wrap(`${words[stance]}: ${reviewer} on ${on}`), ...wrap(`“${quote}”`)];
}
