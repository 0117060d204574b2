import { slot } from '../slots.ts';
import type { Found, OpenedMail } from './mail-check.ts';
import { writtenBy } from './written-by-editor.ts';

const TOKEN = slot('READER_TOKEN');

/** What of the HTML is no link to a page of ours. */
function beyondOurLinks({ message: { html }, publicUrl }: OpenedMail): string {
  return html.replace(/ href="([^"]*)"/g, (attribute, href: string) =>
    href.startsWith(`${publicUrl}/`) ? '' : attribute,
  );
}

/** What of the text is no address of a page of ours. */
function beyondOurAddresses({ message: { text }, publicUrl }: OpenedMail): string {
  const words = text.split(/\s+/);
  return words.filter((word) => !word.replace(/^[(<]+/, '').startsWith(`${publicUrl}/`)).join(' ');
}

/** A reader's token stands in links to our own pages only: whoever gets it can act for the reader. */
export function readerTokens(mail: OpenedMail): Found[] {
  const parts = {
    subject: mail.message.subject,
    HTML: beyondOurLinks(mail),
    text: beyondOurAddresses(mail),
  };
  return Object.entries(parts)
    .filter(([, part]) => part.includes(TOKEN))
    .map(([place]) => ({
      place,
      problem: `gives the reader’s own token away, ${TOKEN}`,
      remedy: 'leave it out: anybody who gets the token can act for the reader',
      ...writtenBy(mail.content, TOKEN),
    }));
}
