import { specialLayouts } from '#rendering/special/special-layouts.ts';
import { specialMail } from '#rendering/special/special-mail.ts';
import { mailSettings } from '../../builders/sending-rig.ts';
import { compiled } from './layouts.ts';

const PREHEADER = 'What changes, why it changes, and what you can do about it';

/** A layout as the mail it becomes. */
export async function sampleMail(mjml: string, testBanner?: string) {
  const layout = await compiled(mjml, { publicUrl: mailSettings.publicUrl });
  return specialMail({ subject: 'One thing changes', preheader: PREHEADER, layout }, mailSettings, testBanner);
}

/** The layouts that come along, each with its mail. */
export async function sampleMails() {
  const layouts = await specialLayouts();
  return Promise.all(layouts.map(async (layout) => ({ ...layout, ...(await sampleMail(layout.mjml)) })));
}
