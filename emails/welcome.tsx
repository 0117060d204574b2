import { PersonalMailLayout } from './parts/personal-mail-layout.tsx';
import type { PersonalMail } from './personal-mail.ts';

export type WelcomeProps = {
  /** The newest issue's, the lead first; empty before the first issue. */
  comparisons: readonly { heading: string; url: string; call: string }[];
  preferencesUrl: string;
  unsubscribeUrl: string;
  postalAddress: string;
};

/** The first mail of a confirmed reader: what to expect, and something to read at once. */
export function welcome({ comparisons, preferencesUrl, unsubscribeUrl, postalAddress }: WelcomeProps): PersonalMail {
  return {
    subject: 'You are in',
    title: 'You are in',
    preheader: 'What comes when, and the newest comparisons to begin with.',
    paragraphs: ['Once a week you get the new AI tools side by side, with a verdict on each pairing and its reason.'],
    ...(comparisons.length === 0
      ? {}
      : {
          list: {
            heading: 'From the newest issue',
            items: comparisons.map(({ heading, url, call }) => ({ words: heading, url, remark: call })),
          },
        }),
    links: [
      { words: 'Preferences', url: preferencesUrl },
      { words: 'Unsubscribe', url: unsubscribeUrl },
    ],
    why: 'You get this because you confirmed your sign-up for Weekly AI Tool Verdicts.',
    postalAddress,
  };
}

export function Welcome(props: WelcomeProps) {
  return <PersonalMailLayout {...welcome(props)} />;
}

Welcome.PreviewProps = {
  comparisons: [
    {
      heading: 'Cursor Background Agent vs SmolVLM 2.5',
      url: 'https://verdicts.example/compare/cursor-background-agent-vs-smolvlm-2-5',
      call: 'Ship SmolVLM 2.5: it runs where the data already is.',
    },
  ],
  preferencesUrl: 'https://verdicts.example/preferences/1.0.c2lnbmF0dXJlLW9mLTE2',
  unsubscribeUrl: 'https://verdicts.example/unsubscribe/1.0.c2lnbmF0dXJlLW9mLTE2',
  postalAddress: '1 Example Street, 12345 Sampletown',
} satisfies WelcomeProps;

export default Welcome;
