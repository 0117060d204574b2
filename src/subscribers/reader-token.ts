import { rowNumber } from '#store/row-number.ts';
import { openToken, type Secrets, signToken } from './signed-token.ts';

const PURPOSE = 'reader-links-1';

/** The reader and the issue that a token in a mail speaks for; issue 0 stands for mails outside an issue. */
export type ReaderTokenContent = { subscriberId: number; issueId: number };

/**
 * The token in a reader's links: `<subscriber>.<issue>.<signature>`, numbers in base 36, the signature base64url. Deterministic,
 * so that a retry is byte-identical; does not expire, because a way out must not.
 */
export function readerToken(secret: string, { subscriberId, issueId }: ReaderTokenContent): string {
  return signToken(secret, PURPOSE, `${subscriberId.toString(36)}.${issueId.toString(36)}`);
}

/** Who a token speaks for; undefined when it was not made with one of these secrets for this purpose. */
export function parseReaderToken(secrets: string | Secrets, token: string): ReaderTokenContent | undefined {
  const payload = openToken(typeof secrets === 'string' ? [secrets] : secrets, PURPOSE, token);
  const [, subscriber = '', issue = ''] = /^([0-9a-z]+)\.([0-9a-z]+)$/.exec(payload ?? '') ?? [];
  const [subscriberId, issueId] = [rowNumber(subscriber, 36), rowNumber(issue, 36)];
  return subscriberId === undefined || issueId === undefined ? undefined : { subscriberId, issueId };
}
