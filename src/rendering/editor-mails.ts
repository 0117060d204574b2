import type { EditorNoticeProps } from '../../emails/editor-notice.tsx';
import type { MailMessage } from './mail-message.ts';
import type { MailSettings } from './render-issue.ts';
import { renderPersonalMail } from './render-personal-mail.ts';

/** The mails to editors, complete but for the address. */
export type EditorMails = ReturnType<typeof editorMails>;

export function editorMails({ from, replyTo, postalAddress }: MailSettings) {
  const base = { from, replyTo, headers: {} };
  return {
    signIn: async (signInUrl: string): Promise<MailMessage> => ({
      ...base,
      ...(await renderPersonalMail('editorSignIn', { signInUrl, postalAddress })),
    }),
    notice: async (notice: Omit<EditorNoticeProps, 'postalAddress'>): Promise<MailMessage> => ({
      ...base,
      ...(await renderPersonalMail('editorNotice', { ...notice, postalAddress })),
    }),
  };
}
