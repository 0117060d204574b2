import { fileURLToPath } from 'node:url';
import type { ReactElement } from 'react';
import type { Digest } from '../../emails/digest.ts';

/** The mail templates, loaded when the first mail is rendered: React and JSX cost start-up time that most commands do not need. */
export type Templates = {
  weeklyVerdictsHtml(digest: Digest): Promise<string>;
  weeklyVerdictsText(digest: Digest): string;
};

/** Node strips types but does not know JSX, so tsx is registered before the first .tsx file is imported. */
async function importTemplates() {
  const { register } = await import('tsx/esm/api');
  // Named, because tsx looks for it in the folder a command happens to be run from.
  register({ tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)) });
  const [{ WeeklyVerdicts }, { weeklyVerdictsText }, { finishHtml }, { render }, { createElement }] = await Promise.all(
    [
      import('../../emails/weekly-verdicts.tsx'),
      import('../../emails/weekly-verdicts-text.ts'),
      import('../../emails/finish-html.ts'),
      import('@react-email/render'),
      import('react'),
    ],
  );
  const html = async (element: ReactElement) => finishHtml(await render(element));
  return { weeklyVerdictsHtml: (digest: Digest) => html(createElement(WeeklyVerdicts, digest)), weeklyVerdictsText };
}

let templates: Promise<Templates> | undefined;

export function loadTemplates(): Promise<Templates> {
  templates ??= importTemplates();
  return templates;
}
