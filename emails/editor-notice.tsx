import { PersonalMailLayout } from './parts/personal-mail-layout.tsx';
import type { PersonalMail } from './personal-mail.ts';

export type EditorNoticeProps = {
  subject: string;
  /** What happened, and what it means; one paragraph each. */
  paragraphs: readonly string[];
  /** Where an editor can do something about it. */
  action: { words: string; url: string };
  postalAddress: string;
};

/** Tells editors what the week needs from them. */
export function editorNotice({ subject, paragraphs, action, postalAddress }: EditorNoticeProps): PersonalMail {
  return {
    subject,
    title: 'Weekly AI Tool Verdicts: the studio',
    preheader: paragraphs[0] ?? subject,
    paragraphs: [...paragraphs],
    action,
    why: 'You get this because you are an editor of this newsletter (EDITORS).',
    postalAddress,
  };
}

export function EditorNotice(props: EditorNoticeProps) {
  return <PersonalMailLayout {...editorNotice(props)} />;
}

EditorNotice.PreviewProps = {
  subject: '2026-W47: nobody has approved it yet',
  paragraphs: [
    'The issue goes out on Tuesday, 17 November 2026 at 09:00 (UTC), and no editor has approved it.',
    'Without an approval nothing is sent. This is sample content.',
  ],
  action: { words: 'Open 2026-W47 in the studio', url: 'https://verdicts.example/studio/issues/2026-W47' },
  postalAddress: '1 Example Street, 12345 Sampletown',
} satisfies EditorNoticeProps;

export default EditorNotice;
