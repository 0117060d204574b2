import { isDigest } from '#issue/issue-content.ts';
import type { Found, OpenedMail } from './mail-check.ts';

/** Gmail shows about 102,000 bytes and cuts the rest, the unsubscribe link first. */
const MOST_BYTES = 100_000;

export function htmlSize({ message, content }: OpenedMail): Found[] {
  const bytes = Buffer.byteLength(message.html);
  if (bytes <= MOST_BYTES) return [];
  const remedy = `at most ${MOST_BYTES}: mailboxes cut the rest; leave something out`;
  return [{ place: 'HTML', problem: `is ${bytes} bytes`, remedy, ...(isDigest(content) ? { field: 'lineup' } : {}) }];
}
