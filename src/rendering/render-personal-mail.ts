import type { ReactElement } from 'react';
import type { AddressChangedProps } from '../../emails/address-changed.tsx';
import type { AlreadyInProps } from '../../emails/already-in.tsx';
import type { ConfirmAddressProps } from '../../emails/confirm-address.tsx';
import type { ConfirmSignUpProps } from '../../emails/confirm-sign-up.tsx';
import type { CorrectionProps } from '../../emails/correction.tsx';
import type { EditorNoticeProps } from '../../emails/editor-notice.tsx';
import type { EditorSignInProps } from '../../emails/editor-sign-in.tsx';
import type { PersonalMail } from '../../emails/personal-mail.ts';
import type { WelcomeProps } from '../../emails/welcome.tsx';

export type PersonalMailProps = {
  confirmSignUp: ConfirmSignUpProps;
  welcome: WelcomeProps;
  alreadyIn: AlreadyInProps;
  confirmAddress: ConfirmAddressProps;
  addressChanged: AddressChangedProps;
  correction: CorrectionProps;
  editorSignIn: EditorSignInProps;
  editorNotice: EditorNoticeProps;
};

export type RenderedPersonalMail = { subject: string; html: string; text: string };

type Templates = {
  mails: { [Kind in keyof PersonalMailProps]: (props: PersonalMailProps[Kind]) => PersonalMail };
  html(mail: PersonalMail): Promise<string>;
  text(mail: PersonalMail): string;
};

async function importMails(): Promise<Templates['mails']> {
  return {
    ...(await import('../../emails/confirm-sign-up.tsx')),
    ...(await import('../../emails/welcome.tsx')),
    ...(await import('../../emails/already-in.tsx')),
    ...(await import('../../emails/confirm-address.tsx')),
    ...(await import('../../emails/address-changed.tsx')),
    ...(await import('../../emails/correction.tsx')),
    ...(await import('../../emails/editor-sign-in.tsx')),
    ...(await import('../../emails/editor-notice.tsx')),
  };
}

async function importTemplates(): Promise<Templates> {
  const { registerJsx } = await import('./register-jsx.ts');
  registerJsx();
  const [mails, { PersonalMailLayout }, { personalMailText }, { finishHtml }, { render }, { createElement }] =
    await Promise.all([
      importMails(),
      import('../../emails/parts/personal-mail-layout.tsx'),
      import('../../emails/personal-mail-text.ts'),
      import('../../emails/finish-html.ts'),
      import('@react-email/render'),
      import('react'),
    ]);
  const html = async (element: ReactElement) => finishHtml(await render(element));
  return { mails, html: (mail) => html(createElement(PersonalMailLayout, mail)), text: personalMailText };
}

let templates: Promise<Templates> | undefined;

/** Renders a mail to one person; the templates are loaded with the first. */
export async function renderPersonalMail<Kind extends keyof PersonalMailProps>(
  kind: Kind,
  props: PersonalMailProps[Kind],
): Promise<RenderedPersonalMail> {
  templates ??= importTemplates();
  const { mails, html, text } = await templates;
  const mail = mails[kind](props);
  return { subject: mail.subject, html: await html(mail), text: text(mail) };
}
