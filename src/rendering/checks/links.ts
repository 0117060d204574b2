import type { Found, OpenedMail } from './mail-check.ts';
import { writtenBy } from './written-by-editor.ts';

/** Names that only some machines know (RFC 6761, RFC 6762, RFC 8375) and bare addresses: no reader's browser gets there. */
const PRIVATE_HOST = /^([^.]+|(.*\.)?(localhost|local|internal|test|invalid|lan|home\.arpa)|\[.*\]|\d+(\.\d+){3})\.?$/i;

/** What is wrong with an address, told from its text alone: a reader link that is opened may act. */
function problemOf(address: string): string | undefined {
  if (!URL.canParse(address)) return 'is not a well-formed link';
  const { protocol, hostname, username, password } = new URL(address);
  if (protocol === 'mailto:') return undefined;
  if (protocol !== 'https:') return 'is not https';
  if (username + password !== '') return 'holds a user name or password';
  return PRIVATE_HOST.test(hostname) ? 'leads to a private host' : undefined;
}

function addressesOf({ document, message }: OpenedMail): Set<string> {
  const linked = [...document.querySelectorAll('[href]')].map((element) => element.getAttribute('href') ?? '');
  const shown = [...document.querySelectorAll('[src]')].map((element) => element.getAttribute('src') ?? '');
  const spelledOut = message.text.match(/\b[a-z][a-z+.-]*:\/\/[^\s<>")\]]+/gi) ?? [];
  return new Set([...linked, ...shown, ...spelledOut]);
}

/** Every address in both parts is https, well formed and public. Nothing is ever fetched. */
export function links(mail: OpenedMail): Found[] {
  const dead = [...mail.document.querySelectorAll('body a:not([href])')].map((element) => ({
    place: `the link "${element.textContent ?? ''}"`,
    problem: 'leads nowhere',
    remedy: 'a public https address; others are taken out of what editors write',
    ...writtenBy(mail.content, element.textContent ?? ''),
  }));
  const wrong = [...addressesOf(mail)].flatMap((address) => {
    const problem = problemOf(address);
    if (problem === undefined) return [];
    const place = address === '' ? 'a link without an address' : address;
    return [{ place, problem, remedy: 'a public https address', ...writtenBy(mail.content, address) }];
  });
  return [...dead, ...wrong];
}
