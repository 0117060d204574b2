import { render } from '@react-email/render';
import { createElement } from 'react';
import { expect, test } from 'vitest';
import { AddressChanged, addressChanged } from '../../emails/address-changed.tsx';
import { AlreadyIn, alreadyIn } from '../../emails/already-in.tsx';
import { ConfirmAddress, confirmAddress } from '../../emails/confirm-address.tsx';
import { ConfirmSignUp, confirmSignUp } from '../../emails/confirm-sign-up.tsx';
import { Correction, correction } from '../../emails/correction.tsx';
import { EditorNotice, editorNotice } from '../../emails/editor-notice.tsx';
import { EditorSignIn, editorSignIn } from '../../emails/editor-sign-in.tsx';
import { finishHtml } from '../../emails/finish-html.ts';
import { PersonalMailLayout } from '../../emails/parts/personal-mail-layout.tsx';
import type { PersonalMail } from '../../emails/personal-mail.ts';
import { personalMailText } from '../../emails/personal-mail-text.ts';
import { Welcome, welcome } from '../../emails/welcome.tsx';
import { golden, linePerBlock } from './golden-file.ts';

const mails: [string, PersonalMail][] = [
  ['confirm-sign-up', confirmSignUp(ConfirmSignUp.PreviewProps)],
  ['welcome', welcome(Welcome.PreviewProps)],
  ['already-in', alreadyIn(AlreadyIn.PreviewProps)],
  ['confirm-address', confirmAddress(ConfirmAddress.PreviewProps)],
  ['address-changed', addressChanged(AddressChanged.PreviewProps)],
  ['correction', correction(Correction.PreviewProps)],
  ['editor-sign-in', editorSignIn(EditorSignIn.PreviewProps)],
  ['editor-notice', editorNotice(EditorNotice.PreviewProps)],
];

test.each(mails)('the mail %s is the one that was approved last', async (name, mail) => {
  const html = linePerBlock(finishHtml(await render(createElement(PersonalMailLayout, mail))));
  expect(html).toBe(golden(`${name}.html`, html));
  const text = personalMailText(mail);
  expect(text).toBe(golden(`${name}.txt`, text));
});

test.each(mails)('the mail %s says the same in both parts, in lines of at most 72 columns', async (_, mail) => {
  const html = await render(createElement(PersonalMailLayout, mail));
  const text = personalMailText(mail);
  for (const { url } of [...(mail.action ? [mail.action] : []), ...(mail.links ?? [])]) {
    expect(html).toContain(`href="${url}"`);
    expect(text.split('\n')).toContain(url);
  }
  expect(text.split('\n').filter((line) => line.length > 72 && !line.startsWith('https:'))).toEqual([]);
});
