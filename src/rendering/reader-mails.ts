import type { DigestContent } from '#issue/issue-content.ts';
import { callSentence } from '#verdict/call.ts';
import { listHeaders, type MailMessage } from './mail-message.ts';
import { messageForReader } from './message-for-reader.ts';
import { readerLinks } from './reader-links.ts';
import type { MailSettings } from './render-issue.ts';
import { type PersonalMailProps, renderPersonalMail } from './render-personal-mail.ts';

/** The mails that answer one reader, complete but for the address. */
export type ReaderMails = ReturnType<typeof readerMails>;

function comparisonsOf(newest: DigestContent | undefined, publicUrl: string) {
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
  const mail = async <Kind extends keyof PersonalMailProps>(
    kind: Kind,
    props: PersonalMailProps[Kind],
  ): Promise<MailMessage> => ({
    from,
    replyTo,
    headers: {},
    ...(await renderPersonalMail(kind, props)),
  });
  /** With the ways out of the list, for those who are on it. */
  const toMember = async (message: MailMessage, token: string): Promise<MailMessage> => {
    const withHeaders = { ...message, headers: listHeaders(settings) };
    return { ...withHeaders, ...messageForReader(withHeaders)({ READER_TOKEN: token }) };
  };
  return {
    confirmSignUp: (token: string) =>
      mail('confirmSignUp', { confirmUrl: `${publicUrl}/confirm/${token}`, postalAddress }),
    welcome: async (token: string, newest: DigestContent | undefined) => {
      const comparisons = comparisonsOf(newest, publicUrl);
      return toMember(await mail('welcome', { comparisons, preferencesUrl, unsubscribeUrl, postalAddress }), token);
    },
    alreadyIn: async (token: string) =>
      toMember(await mail('alreadyIn', { preferencesUrl, unsubscribeUrl, postalAddress }), token),
    confirmAddress: (token: string) =>
      mail('confirmAddress', { confirmUrl: `${publicUrl}/confirm-address/${token}`, postalAddress }),
    addressChanged: (newAddress: string) => mail('addressChanged', { newAddress, postalAddress }),
  };
}
