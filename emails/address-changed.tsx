import { PersonalMailLayout } from './parts/personal-mail-layout.tsx';
import type { PersonalMail } from './personal-mail.ts';

export type AddressChangedProps = {
  /** With most of its letters hidden: the old mailbox may not be the reader's any more. */
  newAddress: string;
  postalAddress: string;
};

/** Tells the old address of a reader who moved. */
export function addressChanged({ newAddress, postalAddress }: AddressChangedProps): PersonalMail {
  return {
    subject: 'Your address was changed',
    title: 'Your address was changed',
    preheader: 'The issues go to another address from now on.',
    paragraphs: [`From now on Weekly AI Tool Verdicts goes to ${newAddress}, and not to this address any more.`],
    remarks: ['It was not you? Answer this mail, and we put it right.'],
    why: 'You get this last mail because your address was replaced in your preferences.',
    postalAddress,
  };
}

export function AddressChanged(props: AddressChangedProps) {
  return <PersonalMailLayout {...addressChanged(props)} />;
}

AddressChanged.PreviewProps = {
  newAddress: 'r…@example.org',
  postalAddress: '1 Example Street, 12345 Sampletown',
} satisfies AddressChangedProps;

export default AddressChanged;
