import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { readerLinks } from './reader-links.ts';
import { slot } from './slots.ts';

/** A mail as it goes out, with slots for what differs from reader to reader. Nothing else is added but address and tags. */
export type MailMessage = {
  from: string;
  replyTo: string | undefined;
  subject: string;
  html: string;
  text: string;
  headers: Readonly<Record<string, string>>;
};

export type MailSender = { from: string; replyTo: string | undefined; publicUrl: string };

function bareAddress(mailbox: string): string {
  return /<([^>]+)>/.exec(mailbox)?.[1] ?? mailbox;
}

/**
 * The headers of list mail: one-click unsubscribe with one https address and one mailto (RFC 8058, RFC 2369), and the
 * list's name (RFC 2919).
 */
export function listHeaders({ from, replyTo, publicUrl }: MailSender): Record<string, string> {
  const mailto = `mailto:${bareAddress(replyTo ?? from)}?subject=unsubscribe%20${slot('READER_TOKEN')}`;
  return {
    'List-Unsubscribe': `<${readerLinks(publicUrl).unsubscribe}>, <${mailto}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Id': `Weekly AI Tool Verdicts <weekly-verdicts.${new URL(publicUrl).hostname}>`,
  };
}

/**
 * The same headers in fewer bytes, for mails that have little else: who writes to leave is named by the From of that mail,
 * and a list's name in words is beside its id for show.
 */
export function shortListHeaders(headers: MailMessage['headers']): MailMessage['headers'] {
  const shorter: Readonly<Record<string, (value: string) => string>> = {
    'List-Unsubscribe': (value) => value.replace(`%20${slot('READER_TOKEN')}>`, '>'),
    'List-Id': (value) => value.replace(/^[^<]*(?=<)/, ''),
  };
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, shorter[name]?.(value) ?? value] as const),
  );
}

/** What an approval is bound to: SHA-256 over every byte that would be sent and the content it came from. */
export function approvalHash(contentHash: string, message: MailMessage): string {
  return createHash('sha256')
    .update(contentHash)
    .update(canonicalize(message) ?? '')
    .digest('hex');
}
