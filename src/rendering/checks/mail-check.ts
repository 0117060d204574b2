import type { PlainDate } from '#calendar/plain-date.ts';
import type { IssueContent } from '#issue/issue-content.ts';
import type { MailMessage } from '../mail-message.ts';
import type { Finding } from './finding.ts';

/** What the checks know about the world outside the mail. */
export type CheckContext = {
  today: PlainDate;
  /** The week of the issue that carried a pairing before, by the pairing's slug. */
  sentEarlier: ReadonlyMap<string, string>;
};

export type CheckedMail = {
  content: IssueContent;
  message: MailMessage;
  publicUrl: string;
  postalAddress: string;
  context: CheckContext;
};

/** A mail whose HTML was parsed once for all checks. */
export type OpenedMail = CheckedMail & { document: Document };

export type Found = Omit<Finding, 'check' | 'level'>;

/** One rule. The quick ones run while an editor types, the slow ones before anything is approved. */
export type MailCheck = {
  name: string;
  level: Finding['level'];
  pace: 'quick' | 'slow';
  find(mail: OpenedMail): Found[] | Promise<Found[]>;
};
