import type { IssueContent } from '#issue/issue-content.ts';
import type { MailMessage } from './mail-message.ts';
import { readerLinks } from './reader-links.ts';
import { unknownSlots } from './slots.ts';

/** Something wrong with a mail before it is sent. Errors stop the approval and the sending; warnings only speak. */
export type Finding = { check: string; level: 'error' | 'warning'; place: string; problem: string; remedy: string };

export type CheckedMail = { content: IssueContent; message: MailMessage; publicUrl: string; postalAddress: string };

type MailCheck = {
  name: string;
  level: Finding['level'];
  find(mail: CheckedMail): { place: string; problem: string; remedy: string }[];
};

/** Gmail shows about 102,000 bytes and cuts the rest, the unsubscribe link first. */
const HTML_MOST_BYTES = 100_000;
const SUBJECT_MOST = 50;
const PREHEADER_FEWEST = 40;
const PREHEADER_MOST = 90;
const PRIVATE_HOST = /^(localhost|.*\.(local|internal|test)|\[.*\]|\d+(\.\d+){3})$/;

function unescapeAmp(text: string): string {
  return text.replaceAll('&amp;', '&');
}

function hrefs(html: string): string[] {
  return [...html.matchAll(/\bhref="([^"]*)"/g)].map(([, href = '']) => unescapeAmp(href));
}

function linkProblem(href: string): string | undefined {
  if (!URL.canParse(href)) return 'is not a well-formed link';
  const { protocol, hostname } = new URL(href);
  if (protocol === 'mailto:') return undefined;
  if (protocol !== 'https:') return 'is not https';
  return PRIVATE_HOST.test(hostname) ? 'leads to a private host' : undefined;
}

/** Text with line wraps undone and HTML with entities undone, so that a fact is found however it is written. */
function flat(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
}

/** Reading this list is reading what holds for every mail that leaves. */
export const mailChecks: readonly MailCheck[] = [
  {
    name: 'size',
    level: 'error',
    find({ message }) {
      const bytes = Buffer.byteLength(message.html);
      if (bytes <= HTML_MOST_BYTES) return [];
      return [
        {
          place: 'HTML',
          problem: `is ${bytes} bytes`,
          remedy: `at most ${HTML_MOST_BYTES}: mailboxes cut the rest; take a pairing out`,
        },
      ];
    },
  },
  {
    name: 'subject',
    level: 'error',
    find({ message: { subject } }) {
      if (subject.trim() !== '' && subject.length <= SUBJECT_MOST) return [];
      return [{ place: 'subject', problem: `is ${subject.length} characters`, remedy: `1 to ${SUBJECT_MOST}` }];
    },
  },
  {
    name: 'preheader',
    level: 'warning',
    find({ content: { preheader, subject } }) {
      if (preheader.includes(subject))
        return [{ place: 'preheader', problem: 'repeats the subject', remedy: 'name the other pairings' }];
      if (preheader.length >= PREHEADER_FEWEST && preheader.length <= PREHEADER_MOST) return [];
      return [
        {
          place: 'preheader',
          problem: `is ${preheader.length} characters`,
          remedy: `${PREHEADER_FEWEST} to ${PREHEADER_MOST}`,
        },
      ];
    },
  },
  {
    name: 'slots',
    level: 'error',
    find({ message }) {
      const parts = { HTML: message.html, text: message.text, headers: Object.values(message.headers).join('\n') };
      return Object.entries(parts).flatMap(([place, part]) =>
        unknownSlots(part).map((name) => ({
          place,
          problem: `the slot ${name} is left over`,
          remedy: 'nothing fills it: correct its name',
        })),
      );
    },
  },
  {
    name: 'links',
    level: 'error',
    find({ message }) {
      return hrefs(message.html).flatMap((href) => {
        const problem = linkProblem(href);
        return problem === undefined ? [] : [{ place: href, problem, remedy: 'a public https address' }];
      });
    },
  },
  {
    name: 'ways out',
    level: 'error',
    find({ message, publicUrl, postalAddress }) {
      const { unsubscribe, preferences } = readerLinks(publicUrl);
      const parts = { HTML: flat(message.html), text: flat(message.text) };
      return Object.entries(parts).flatMap(([place, part]) =>
        [unsubscribe, preferences, flat(postalAddress)]
          .filter((needed) => !part.includes(needed))
          .map((needed) => ({
            place,
            problem: `lacks ${needed}`,
            remedy: 'every mail needs the ways out and the postal address',
          })),
      );
    },
  },
  {
    name: 'quotes',
    level: 'warning',
    find({ content }) {
      return content.lineup
        .filter(({ disagreement }) => disagreement === undefined)
        .map(({ pairing }) => ({
          place: pairing.slug,
          problem: 'has no quotes',
          remedy: 'write reviews for both tools',
        }));
    },
  },
];

/** Every finding of every check, errors first. */
export function checkMail(mail: CheckedMail): Finding[] {
  const findings = mailChecks.flatMap(({ name, level, find }) =>
    find(mail).map((found) => ({ check: name, level, ...found })),
  );
  return findings.toSorted((a, b) => a.level.localeCompare(b.level));
}
