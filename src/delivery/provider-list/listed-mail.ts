import type { Answer, RateLimit } from '../answer.ts';

/** A mail the provider took, as its list shows it: without its tags. */
export type ListedMail = { id: string; to: readonly string[]; from: string; subject: string; createdAt: Date };

/** One page of the list, newest first. */
export type MailPage = { mails: readonly ListedMail[]; hasMore: boolean };

export type Tags = ReadonlyMap<string, string>;

/** What came of one call that reads: what was asked for, or why not. */
export type Reading<Value> =
  | { kind: 'read'; value: Value; rate: RateLimit | undefined }
  /** The key may send and nothing else. */
  | { kind: 'sends-only' }
  | Exclude<Answer, { kind: 'accepted' }>;

/** Reads what the provider took, whoever sent it with this account. Never throws for anything the network does. */
export type ReadMails = {
  /** The newest mails, or those that come after a mail in the list, which are older. */
  listMails(after: string | undefined): Promise<Reading<MailPage>>;
  mailTags(emailId: string): Promise<Reading<Tags>>;
};
