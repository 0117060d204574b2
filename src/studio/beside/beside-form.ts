import { z } from 'zod';
import { dateInZone, laterOf } from '#calendar/plain-date.ts';
import type { EditableIssue } from '#issue/edit-issue.ts';
import type { CorrectionContent, SpecialContent } from '#issue/issue-content.ts';
import { compileLayout } from '#rendering/special/compile-layout.ts';
import type { LayoutFault } from '#rendering/special/layout-fault.ts';
import type { App } from '../../app.ts';
import { instantOfForm, lineSchema, sendAtSchema, textSchema } from '../issue/desk-form.ts';

const besideFormSchema = z.object({
  base: z.string().max(100),
  baseSendAt: z.string().max(40).default(''),
  subject: lineSchema(200),
  preheader: lineSchema(300),
  /** Of a correction. */
  words: textSchema(10_000),
  /** Of a special edition. */
  mjml: textSchema(300_000),
  sendAt: sendAtSchema,
});

export type BesideContent = SpecialContent | CorrectionContent;
export type BesideIssue = EditableIssue & { content: BesideContent };

export type BesideForm = {
  base: string;
  baseSendAt: string | undefined;
  sendAt: string | undefined;
  /** With the layout that is saved where the new one cannot be compiled. */
  content: BesideContent;
  /** Why the MJML as typed cannot go out. */
  faults: LayoutFault[];
};

/** What was typed, as far as it goes. */
export type TypedBeside = Pick<BesideForm, 'content' | 'sendAt'>;

export type BesideFormReading =
  | { kind: 'read'; form: BesideForm }
  | { kind: 'unreadable'; problem: string; typed: TypedBeside };

function typedAnyway({ content }: BesideIssue, form: URLSearchParams, timeZone: string): TypedBeside {
  const text = (name: string) => (form.get(name) ?? '').replaceAll('\r\n', '\n');
  const sendAt = sendAtSchema.safeParse(text('sendAt'));
  const lines = { subject: text('subject'), preheader: text('preheader') };
  return {
    content:
      content.kind === 'special'
        ? { ...content, ...lines, mjml: text('mjml') }
        : { ...content, ...lines, words: text('words') },
    sendAt: sendAt.success ? instantOfForm(sendAt.data, timeZone) : undefined,
  };
}

async function compiled(
  content: SpecialContent,
  mjml: string,
  publicUrl: string,
): Promise<Pick<BesideForm, 'content' | 'faults'>> {
  if (mjml === content.mjml) return { content, faults: [] };
  const layout = await compileLayout(mjml, { publicUrl });
  if (layout.kind === 'faulty') return { content: { ...content, mjml }, faults: layout.faults };
  const { html, css, text } = layout;
  return { content: { ...content, mjml, layout: { html, css, text } }, faults: [] };
}

/** The form of a special edition or a correction as an editor filled it in, its MJML compiled. */
export async function readBesideForm(app: App, issue: BesideIssue, form: URLSearchParams): Promise<BesideFormReading> {
  const parsed = besideFormSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) {
    const [problem] = parsed.error.issues;
    return {
      kind: 'unreadable',
      problem: `${problem?.path.join('.')} ${problem?.message}`,
      typed: typedAnyway(issue, form, app.config.timeZone),
    };
  }
  const { base, baseSendAt, subject, preheader, words, mjml } = parsed.data;
  const { timeZone } = app.config;
  const sendAt = instantOfForm(parsed.data.sendAt, timeZone);
  const day = sendAt === undefined ? app.today() : dateInZone(new Date(sendAt), timeZone);
  const changed = { subject, preheader, date: laterOf(app.today(), day) };
  const { content } = issue;
  const made =
    content.kind === 'special'
      ? await compiled({ ...content, ...changed }, mjml, app.config.publicUrl)
      : { content: { ...content, ...changed, words }, faults: [] };
  return { kind: 'read', form: { base, baseSendAt: baseSendAt || undefined, sendAt, ...made } };
}
