import { render } from '@react-email/render';
import { createElement } from 'react';
import type { Digest } from '../../emails/digest.ts';
import { finishHtml } from '../../emails/finish-html.ts';
import { WeeklyVerdicts } from '../../emails/weekly-verdicts.tsx';

/** The HTML as it is sent. */
export async function renderedMail(digest: Digest): Promise<string> {
  return finishHtml(await render(createElement(WeeklyVerdicts, digest)));
}
