import { type SpecialEdition, specialFrame } from '../../../emails/special/special-frame.ts';
import { specialText } from '../../../emails/special/special-text.ts';
import type { MailIdentity } from '../digest-of-issue.ts';
import { listHeaders, type MailMessage, type MailSender } from '../mail-message.ts';
import { readerLinks } from '../reader-links.ts';
import type { CompiledLayout } from './compile-layout.ts';

const NEWSLETTER = 'Weekly AI Tool Verdicts';

/** What an editor decides about a special edition; the layout was compiled when it was saved. */
export type SpecialMail = { subject: string; preheader: string; layout: Omit<CompiledLayout, 'kind'> };

/** A special edition as a mail for all readers, with the ways out that every mail has; `testBanner` marks a mail to the team. */
export function specialMail(
  { subject, preheader, layout }: SpecialMail,
  settings: MailSender & MailIdentity,
  testBanner?: string,
): MailMessage {
  const links = readerLinks(settings.publicUrl);
  const edition: SpecialEdition = {
    subject,
    preheader,
    html: layout.html,
    css: layout.css,
    footer: {
      postalAddress: settings.postalAddress,
      why: `You get this because you signed up for ${NEWSLETTER}.`,
      preferencesUrl: links.preferences,
      unsubscribeUrl: links.unsubscribe,
    },
    ...(testBanner === undefined ? {} : { testBanner }),
  };
  return {
    from: settings.from,
    replyTo: settings.replyTo,
    subject: testBanner === undefined ? subject : `[Test] ${subject}`,
    html: specialFrame(edition),
    text: specialText(layout.text, edition),
    headers: listHeaders(settings),
  };
}
