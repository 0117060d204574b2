import { Html } from '@react-email/html';
import type { Digest } from './digest.ts';
import { words } from './fixed-words.ts';
import { Column } from './parts/column.tsx';
import { DocumentHead } from './parts/document-head.tsx';
import { LabelledText } from './parts/labelled-text.tsx';
import { MailBody } from './parts/mail-body.tsx';
import { MailFooter } from './parts/mail-footer.tsx';
import { Masthead } from './parts/masthead.tsx';
import { Preheader } from './parts/preheader.tsx';
import { Verdict } from './parts/verdict.tsx';
import { Written } from './parts/written.tsx';
import { YouSaid } from './parts/you-said.tsx';
import { sampleDigest } from './sample-digest.ts';

/** The weekly digest. Render it, then pass the result through finishHtml. */
export function WeeklyVerdicts(digest: Digest) {
  const { title, preheader, note, sponsor, youSaid } = digest;
  const [lead, ...others] = digest.verdicts;
  return (
    <Html lang="en" dir="ltr">
      <DocumentHead title={title} />
      <MailBody title={title}>
        <Preheader text={preheader} />
        <Column>
          <Masthead {...digest} />
          {lead && <Verdict verdict={lead} lead />}
          {note && (
            <LabelledText label={words.editorsNote}>
              <Written html={note.html} />
            </LabelledText>
          )}
          {sponsor && (
            <LabelledText label={sponsor.label}>
              <Written html={sponsor.html} laidOut={sponsor.laidOut} />
            </LabelledText>
          )}
          {others.map((verdict) => (
            <Verdict key={verdict.url} verdict={verdict} />
          ))}
          {youSaid && <YouSaid {...youSaid} />}
          <MailFooter {...digest} />
        </Column>
      </MailBody>
    </Html>
  );
}

WeeklyVerdicts.PreviewProps = sampleDigest satisfies Digest;

export default WeeklyVerdicts;
