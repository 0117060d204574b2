import type { CreateBatchOptions } from 'resend';

type Mail = CreateBatchOptions[number] & { html: string };

/** A mail Resend would take, as the SDK wants it. */
export function mail(changes: Partial<Mail> = {}): Mail {
  return {
    from: 'Weekly Verdicts <news@verdicts.test>',
    to: 'ada@readers.test',
    subject: 'Which one should you ship with?',
    html: '<p>Both.</p>',
    ...changes,
  } as Mail;
}

/** So many mails, each to its own reader: reader-0, reader-1 ... */
export function mails(count: number, changes: Partial<Mail> = {}): Mail[] {
  return Array.from({ length: count }, (_, at) => mail({ to: `reader-${at}@readers.test`, ...changes }));
}

/** The same mail as it goes over the wire; undefined takes a field away. */
export function wireMail(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...mail(), ...changes };
}
