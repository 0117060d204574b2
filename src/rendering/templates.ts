import type { ReactElement } from 'react';
import type { Digest } from '../../emails/digest.ts';

/** The mail templates, loaded when the first mail is rendered: React and JSX cost start-up time that most commands do not need. */
export type Templates = {
  weeklyVerdictsHtml(digest: Digest): Promise<string>;
  weeklyVerdictsText(digest: Digest): string;
};

async function importTemplates() {
  const { registerJsx } = await import('./register-jsx.ts');
  registerJsx();
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
