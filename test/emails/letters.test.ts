import { render } from '@react-email/render';
import { createElement } from 'react';
import { expect, test } from 'vitest';
import { AddressChanged, addressChanged } from '../../emails/address-changed.tsx';
import { AlreadyIn, alreadyIn } from '../../emails/already-in.tsx';
import { ConfirmAddress, confirmAddress } from '../../emails/confirm-address.tsx';
import { ConfirmSignUp, confirmSignUp } from '../../emails/confirm-sign-up.tsx';
import { finishHtml } from '../../emails/finish-html.ts';
import type { Letter } from '../../emails/letter.ts';
import { letterText } from '../../emails/letter-text.ts';
import { LetterMail } from '../../emails/parts/letter-mail.tsx';
import { Welcome, welcome } from '../../emails/welcome.tsx';
import { golden, linePerBlock } from './golden-file.ts';

const letters: [string, Letter][] = [
  ['confirm-sign-up', confirmSignUp(ConfirmSignUp.PreviewProps)],
  ['welcome', welcome(Welcome.PreviewProps)],
  ['already-in', alreadyIn(AlreadyIn.PreviewProps)],
  ['confirm-address', confirmAddress(ConfirmAddress.PreviewProps)],
  ['address-changed', addressChanged(AddressChanged.PreviewProps)],
];

test.each(letters)('the letter %s is the one that was approved last', async (name, letter) => {
  const html = linePerBlock(finishHtml(await render(createElement(LetterMail, letter))));
  expect(html).toBe(golden(`${name}.html`, html));
  const text = letterText(letter);
  expect(text).toBe(golden(`${name}.txt`, text));
});

test.each(letters)('the letter %s says the same in both parts, in lines of at most 72 columns', async (_, letter) => {
  const html = await render(createElement(LetterMail, letter));
  const text = letterText(letter);
  for (const { url } of [...(letter.action ? [letter.action] : []), ...(letter.links ?? [])]) {
    expect(html).toContain(`href="${url}"`);
    expect(text.split('\n')).toContain(url);
  }
  expect(text.split('\n').filter((line) => line.length > 72 && !line.startsWith('https:'))).toEqual([]);
});
