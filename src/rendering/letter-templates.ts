import type { ReactElement } from 'react';
import type { AddressChangedProps } from '../../emails/address-changed.tsx';
import type { AlreadyInProps } from '../../emails/already-in.tsx';
import type { ConfirmAddressProps } from '../../emails/confirm-address.tsx';
import type { ConfirmSignUpProps } from '../../emails/confirm-sign-up.tsx';
import type { Letter } from '../../emails/letter.ts';
import type { WelcomeProps } from '../../emails/welcome.tsx';
import { registerJsx } from './register-jsx.ts';

export type LetterProps = {
  confirmSignUp: ConfirmSignUpProps;
  welcome: WelcomeProps;
  alreadyIn: AlreadyInProps;
  confirmAddress: ConfirmAddressProps;
  addressChanged: AddressChangedProps;
};

export type RenderedLetter = { subject: string; html: string; text: string };

type Templates = {
  letters: { [Kind in keyof LetterProps]: (props: LetterProps[Kind]) => Letter };
  html(letter: Letter): Promise<string>;
  text(letter: Letter): string;
};

async function importLetters(): Promise<Templates['letters']> {
  const [{ confirmSignUp }, { welcome }, { alreadyIn }, { confirmAddress }, { addressChanged }] = await Promise.all([
    import('../../emails/confirm-sign-up.tsx'),
    import('../../emails/welcome.tsx'),
    import('../../emails/already-in.tsx'),
    import('../../emails/confirm-address.tsx'),
    import('../../emails/address-changed.tsx'),
  ]);
  return { confirmSignUp, welcome, alreadyIn, confirmAddress, addressChanged };
}

async function importTemplates(): Promise<Templates> {
  registerJsx();
  const [letters, { LetterMail }, { letterText }, { finishHtml }, { render }, { createElement }] = await Promise.all([
    importLetters(),
    import('../../emails/parts/letter-mail.tsx'),
    import('../../emails/letter-text.ts'),
    import('../../emails/finish-html.ts'),
    import('@react-email/render'),
    import('react'),
  ]);
  const html = async (element: ReactElement) => finishHtml(await render(element));
  return { letters, html: (letter) => html(createElement(LetterMail, letter)), text: letterText };
}

let templates: Promise<Templates> | undefined;

/** Renders one of the letters; the templates are loaded with the first. */
export async function renderLetter<Kind extends keyof LetterProps>(
  kind: Kind,
  props: LetterProps[Kind],
): Promise<RenderedLetter> {
  templates ??= importTemplates();
  const { letters, html, text } = await templates;
  const letter = letters[kind](props);
  return { subject: letter.subject, html: await html(letter), text: text(letter) };
}
