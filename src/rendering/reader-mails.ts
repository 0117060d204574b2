import type { IssueContent } from '#issue/issue-content.ts';
import { callSentence } from '#verdict/call.ts';
import { type LetterProps, renderLetter } from './letter-templates.ts';
import { listHeaders, type MailMessage } from './mail-message.ts';
import { messageForReader } from './message-for-reader.ts';
import { readerLinks } from './reader-links.ts';
import type { MailSettings } from './render-issue.ts';

/** The mails that answer one reader, complete but for the address. */
export type ReaderMails = ReturnType<typeof readerMails>;

function comparisonsOf(newest: IssueContent | undefined, publicUrl: string) {
  const links = readerLinks(publicUrl);
  return (newest?.lineup ?? []).map(({ pairing, sides, call }) => ({
    heading: sides.map(({ tool }) => tool.name).join(' vs '),
    url: links.compare(pairing.slug),
    call: callSentence(
      call,
      sides.map(({ tool }) => tool),
    ),
  }));
}

export function readerMails(settings: MailSettings) {
  const { from, replyTo, publicUrl, postalAddress } = settings;
  const { preferences: preferencesUrl, unsubscribe: unsubscribeUrl } = readerLinks(publicUrl);
  const letter = async <Kind extends keyof LetterProps>(
    kind: Kind,
    props: LetterProps[Kind],
  ): Promise<MailMessage> => ({
    from,
    replyTo,
    headers: {},
    ...(await renderLetter(kind, props)),
  });
  /** With the ways out of the list, for those who are on it. */
  const toMember = async (message: MailMessage, token: string): Promise<MailMessage> => {
    const withHeaders = { ...message, headers: listHeaders(settings) };
    return { ...withHeaders, ...messageForReader(withHeaders)({ READER_TOKEN: token }) };
  };
  return {
    confirmSignUp: (token: string) =>
      letter('confirmSignUp', { confirmUrl: `${publicUrl}/confirm/${token}`, postalAddress }),
    welcome: async (token: string, newest: IssueContent | undefined) => {
      const comparisons = comparisonsOf(newest, publicUrl);
      return toMember(await letter('welcome', { comparisons, preferencesUrl, unsubscribeUrl, postalAddress }), token);
    },
    alreadyIn: async (token: string) =>
      toMember(await letter('alreadyIn', { preferencesUrl, unsubscribeUrl, postalAddress }), token),
    confirmAddress: (token: string) =>
      letter('confirmAddress', { confirmUrl: `${publicUrl}/confirm-address/${token}`, postalAddress }),
    addressChanged: (newAddress: string) => letter('addressChanged', { newAddress, postalAddress }),
  };
}
