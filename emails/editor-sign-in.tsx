import { PersonalMailLayout } from './parts/personal-mail-layout.tsx';
import type { PersonalMail } from './personal-mail.ts';

export type EditorSignInProps = { signInUrl: string; postalAddress: string };

/** Lets an editor into the studio. */
export function editorSignIn({ signInUrl, postalAddress }: EditorSignInProps): PersonalMail {
  return {
    subject: 'Your link into the studio',
    title: 'Weekly AI Tool Verdicts',
    preheader: 'Good for 15 minutes and for one sign-in.',
    paragraphs: ['Here is the way into the studio. It opens a page with one button:'],
    action: { words: 'Sign in to the studio', url: signInUrl },
    remarks: ['The link is good for 15 minutes and for one sign-in. You did not ask for it? Then leave it.'],
    why: 'You get this because your address was entered in the studio’s sign-in and you are an editor.',
    postalAddress,
  };
}

export function EditorSignIn(props: EditorSignInProps) {
  return <PersonalMailLayout {...editorSignIn(props)} />;
}

EditorSignIn.PreviewProps = {
  signInUrl: 'https://verdicts.example/studio/sign-in/c2lnbi1pbi10b2tlbi1vZi0zMi1ieXRlcw',
  postalAddress: '1 Example Street, 12345 Sampletown',
} satisfies EditorSignInProps;

export default EditorSignIn;
