import { PersonalMailLayout } from './parts/personal-mail-layout.tsx';
import type { PersonalMail } from './personal-mail.ts';

export type AlreadyInProps = { preferencesUrl: string; unsubscribeUrl: string; postalAddress: string };

/** For a reader who signs up again: the page says to everybody that a mail is on its way, so one is. */
export function alreadyIn({ preferencesUrl, unsubscribeUrl, postalAddress }: AlreadyInProps): PersonalMail {
  return {
    subject: 'You are already in',
    title: 'You are already in',
    preheader: 'Nothing to confirm: the next issue comes to this address anyway.',
    paragraphs: ['This address was just entered in our form, and it is on the list already. There is nothing to do.'],
    remarks: ['No issue arrives? Look into the spam folder, and see in your preferences whether you paused it.'],
    links: [
      { words: 'Preferences', url: preferencesUrl },
      { words: 'Unsubscribe', url: unsubscribeUrl },
    ],
    why: 'You get this because you are a reader of Weekly AI Tool Verdicts.',
    postalAddress,
  };
}

export function AlreadyIn(props: AlreadyInProps) {
  return <PersonalMailLayout {...alreadyIn(props)} />;
}

AlreadyIn.PreviewProps = {
  preferencesUrl: 'https://verdicts.example/preferences/1.0.c2lnbmF0dXJlLW9mLTE2',
  unsubscribeUrl: 'https://verdicts.example/unsubscribe/1.0.c2lnbmF0dXJlLW9mLTE2',
  postalAddress: '1 Example Street, 12345 Sampletown',
} satisfies AlreadyInProps;

export default AlreadyIn;
