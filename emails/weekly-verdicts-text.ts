import type { Digest, YouSaidBlock } from './digest.ts';
import { words } from './fixed-words.ts';
import { linkLines } from './text/link-lines.ts';
import { verdictText } from './text/verdict-text.ts';
import { wrap, wrapWritten } from './text/wrap.ts';

/** The digest for readers of plain text: the same facts in the same order, in 72 columns. */
export function weeklyVerdictsText(digest: Digest): string {
  const { note, sponsor, youSaid } = digest;
  const [lead, ...others] = digest.verdicts;
  const sections = [
    mastheadText(digest),
    lead ? verdictText(1, lead) : [],
    note ? [words.editorsNote, ...wrapWritten(note.text)] : [],
    sponsor ? [...wrap(sponsor.label), ...wrapWritten(sponsor.text)] : [],
    ...others.map((verdict, index) => verdictText(index + 2, verdict)),
    youSaid ? youSaidText(youSaid) : [],
    footerText(digest),
  ];
  const filled = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${filled.join('\n\n\n')}\n`.replaceAll('\0', '');
}

function mastheadText({ title, number, date, onlineUrl, testBanner }: Digest): string[] {
  return [
    ...(testBanner ? [...wrap(testBanner), ''] : []),
    ...wrap(title),
    ...wrap(`${number} · ${date}`),
    ...linkLines(words.viewOnline, onlineUrl),
  ];
}

function youSaidText({ sentence, url }: YouSaidBlock): string[] {
  return [words.youSaid, ...wrap(sentence), ...linkLines(words.fullScorecard, url)];
}

function footerText({ panelLine, panelUrl, footer }: Digest): string[] {
  return [
    ...wrap(panelLine),
    ...linkLines(words.howThePanelWorks, panelUrl),
    '',
    ...wrap(footer.why),
    ...linkLines(words.preferences, footer.preferencesUrl),
    ...linkLines(words.unsubscribe, footer.unsubscribeUrl),
    '',
    ...wrap(footer.postalAddress),
  ];
}
