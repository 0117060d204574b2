import { PersonalMailLayout } from './parts/personal-mail-layout.tsx';
import type { PersonalMail } from './personal-mail.ts';

export type ConfirmSignUpProps = { confirmUrl: string; postalAddress: string };

/** Asks the owner of a mailbox whether they meant to sign up. Says nothing else: whoever typed the address chose none of it. */
export function confirmSignUp({ confirmUrl, postalAddress }: ConfirmSignUpProps): PersonalMail {
  return {
    subject: 'Confirm your sign-up',
    title: 'Weekly AI Tool Verdicts',
    preheader: 'One press, and the next issue comes to you. Without it nothing does.',
    paragraphs: [
      'Somebody, you we hope, signed this address up for our weekly comparison of new AI tools. Please confirm it:',
    ],
    action: { words: 'Confirm your sign-up', url: confirmUrl },
    remarks: ['The link is good for 48 hours. It was not you? Then leave it: you get no further mail.'],
    why: 'You get this one mail because your address was entered in our form.',
    postalAddress,
  };
}

export function ConfirmSignUp(props: ConfirmSignUpProps) {
  return <PersonalMailLayout {...confirmSignUp(props)} />;
}

ConfirmSignUp.PreviewProps = {
  confirmUrl: 'https://verdicts.example/confirm/1.t0k3n.c2lnbmF0dXJlLW9mLTE2',
  postalAddress: '1 Example Street, 12345 Sampletown',
} satisfies ConfirmSignUpProps;

export default ConfirmSignUp;
