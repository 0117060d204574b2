import type { Digest, YouSaidBlock } from './digest.ts';
import { words } from './fixed-words.ts';
import { type NumberedLinks, numberedLinks } from './text/numbered-links.ts';
import { verdictText } from './text/verdict-text.ts';
import { wrap, wrapWritten } from './text/wrap.ts';

/** The digest for readers of plain text: the same facts in the same order, in 72 columns. */
export function weeklyVerdictsText(digest: Digest): string {
  const { note, sponsor, youSaid } = digest;
  const links = numberedLinks();
  const [lead, ...others] = digest.verdicts;
  const sections = [
    mastheadText(digest, links),
    lead ? verdictText(1, lead, links) : [],
    note ? [words.editorsNote, ...wrapWritten(note.text)] : [],
    sponsor ? [...wrap(sponsor.label), ...wrapWritten(sponsor.text)] : [],
    ...others.map((verdict, index) => verdictText(index + 2, verdict, links)),
    youSaid ? youSaidText(youSaid, links) : [],
    footerText(digest, links),
  ];
  const filled = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${filled.join('\n\n\n')}\n`.replaceAll('\0', '');
}

function mastheadText({ title, number, date, onlineUrl, testBanner }: Digest, links: NumberedLinks): string[] {
  return [
    ...(testBanner ? [...wrap(testBanner), ''] : []),
    ...wrap(title),
    ...wrap(`${number} · ${date} · ${links.mark(words.viewOnline, onlineUrl)}`),
    ...links.list(),
  ];
}

function youSaidText({ sentence, url }: YouSaidBlock, links: NumberedLinks): string[] {
  return [words.youSaid, ...wrap(sentence), links.mark(words.fullScorecard, url), ...links.list()];
}

function footerText({ panelLine, panelUrl, footer }: Digest, links: NumberedLinks): string[] {
  return [
    ...wrap(panelLine),
    links.mark(words.howThePanelWorks, panelUrl),
    '',
    ...wrap(footer.why),
    '',
    `${links.mark(words.preferences, footer.preferencesUrl)} · ${links.mark(words.unsubscribe, footer.unsubscribeUrl)}`,
    ...links.list(),
    '',
    ...wrap(footer.postalAddress),
  ];
}
