import { describe, expect, test } from 'vitest';
import type { SpecialContent } from '#issue/issue-content.ts';
import { checkMail } from '#rendering/checks/mail-checks.ts';
import { renderIssue } from '#rendering/render-issue.ts';
import { compileLayout } from '#rendering/special/compile-layout.ts';
import { specialLayouts } from '#rendering/special/special-layouts.ts';
import { mailSettings } from '../../builders/sending-rig.ts';
import { sound } from './a-checked-mail.ts';

const layouts = await specialLayouts();

describe.each(layouts)('a special edition that begins with $name', ({ mjml }) => {
  const findingsWith = async (changed: string) => {
    const layout = await compileLayout(changed);
    if (layout.kind === 'faulty') throw new Error(JSON.stringify(layout.faults));
    const { date } = sound.content;
    const preheader = 'What changes for you from next week, and why we think so.';
    const content: SpecialContent = { kind: 'special', date, subject: 'A change', preheader, mjml: changed, layout };
    return checkMail({ ...sound, content, message: await renderIssue(content, mailSettings) }, 'all');
  };

  test('has no finding, by day, by night and in Outlook', async () => {
    expect(await findingsWith(mjml)).toEqual([]);
  });

  test('is stopped when an editor takes a text too dim to read', async () => {
    const dim = mjml.replace(/color="#1B1B1F"/, 'color="#CCCCCC"');
    expect(await findingsWith(dim)).toContainEqual(expect.objectContaining({ check: 'contrast', level: 'error' }));
  });
});
