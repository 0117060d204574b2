import { readerLinks } from '../reader-links.ts';
import type { Found, OpenedMail } from './mail-check.ts';

function flat(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** What list mail must carry: unsubscribe, preferences and the postal address in both parts, one click in the headers (RFC 8058). */
export function waysOut({ message, document, publicUrl, postalAddress }: OpenedMail): Found[] {
  const { unsubscribe, preferences } = readerLinks(publicUrl);
  const hrefs = [...document.querySelectorAll('body a[href]')].map((link) => link.getAttribute('href'));
  const words = flat(document.body.textContent ?? '');
  const text = flat(message.text);
  const headers = Object.keys(message.headers).map((name) => name.toLowerCase());
  const address = flat(postalAddress);
  const needed = [
    ...[unsubscribe, preferences].map((link) => ({ place: 'HTML', what: link, there: hrefs.includes(link) })),
    { place: 'HTML', what: address, there: words.includes(address) },
    ...[unsubscribe, preferences, address].map((what) => ({ place: 'text', what, there: text.includes(what) })),
    ...['List-Unsubscribe', 'List-Unsubscribe-Post'].map((what) => ({
      place: 'headers',
      what,
      there: headers.includes(what.toLowerCase()),
    })),
  ];
  const remedy = 'every mail needs the ways out and the postal address';
  return needed.filter(({ there }) => !there).map(({ place, what }) => ({ place, problem: `lacks ${what}`, remedy }));
}
