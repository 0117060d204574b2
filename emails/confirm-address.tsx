import { PersonalMailLayout } from './parts/personal-mail-layout.tsx';
import type { PersonalMail } from './personal-mail.ts';

export type ConfirmAddressProps = { confirmUrl: string; postalAddress: string };

/** Goes to the new address of a reader who wants to move. */
export function confirmAddress({ confirmUrl, postalAddress }: ConfirmAddressProps): PersonalMail {
  return {
    subject: 'Confirm your new address',
    title: 'Confirm your new address',
    preheader: 'One press, and the issues come here from now on.',
    paragraphs: ['A reader asked to get Weekly AI Tool Verdicts at this address instead of the old one.'],
    action: { words: 'Confirm this address', url: confirmUrl },
    remarks: ['The link is good for 48 hours. It was not you? Then leave it: nothing changes.'],
    why: 'You get this one mail because your address was entered in a reader’s preferences.',
    postalAddress,
  };
}

export function ConfirmAddress(props: ConfirmAddressProps) {
  return <PersonalMailLayout {...confirmAddress(props)} />;
}

ConfirmAddress.PreviewProps = {
  confirmUrl: 'https://verdicts.example/confirm-address/1.t0k3n.c2lnbmF0dXJlLW9mLTE2',
  postalAddress: '1 Example Street, 12345 Sampletown',
} satisfies ConfirmAddressProps;

export default ConfirmAddress;
