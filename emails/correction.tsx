import { PersonalMailLayout } from './parts/personal-mail-layout.tsx';
import type { PersonalMail } from './personal-mail.ts';

export type CorrectionProps = {
  subject: string;
  preheader: string;
  /** `Alpha vs Beta` */
  pairing: string;
  /** The issue that carried it. */
  issue: string;
  paragraphs: readonly string[];
  comparisonUrl: string;
  preferencesUrl: string;
  unsubscribeUrl: string;
  postalAddress: string;
};

/** Says what was wrong with a verdict, to those whose mail carried it and to nobody else. */
export function correction(props: CorrectionProps): PersonalMail {
  const { subject, preheader, pairing, issue, paragraphs, comparisonUrl, postalAddress } = props;
  return {
    subject,
    title: `Correction: ${pairing}`,
    preheader,
    paragraphs,
    action: { words: 'The comparison as it is now', url: comparisonUrl },
    why: `You get this because issue ${issue} of Weekly AI Tool Verdicts, which we mailed you, carried this verdict.`,
    links: [
      { words: 'Preferences', url: props.preferencesUrl },
      { words: 'Unsubscribe', url: props.unsubscribeUrl },
    ],
    postalAddress,
  };
}

export function Correction(props: CorrectionProps) {
  return <PersonalMailLayout {...correction(props)} />;
}

Correction.PreviewProps = {
  subject: 'Correction: Alpha or Beta?',
  preheader: 'A price in last week’s issue was wrong. Here is the right one.',
  pairing: 'Alpha vs Beta',
  issue: '2026-W47',
  paragraphs: ['We wrote that Alpha starts at $20 a month. It starts at $12.', 'This is sample content.'],
  comparisonUrl: 'https://verdicts.example/compare/alpha-vs-beta',
  preferencesUrl: 'https://verdicts.example/preferences/t0k3n',
  unsubscribeUrl: 'https://verdicts.example/unsubscribe/t0k3n',
  postalAddress: '1 Example Street, 12345 Sampletown',
} satisfies CorrectionProps;

export default Correction;
