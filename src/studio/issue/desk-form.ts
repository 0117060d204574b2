import { z } from 'zod';
import { instantOfWallTime, wallTime } from '#calendar/wall-time.ts';
import type { EditableIssue } from '#issue/edit-issue.ts';
import type { Sponsor } from '#issue/issue-content.ts';
import type { IssueFields } from '#issue/issue-fields.ts';

/** Room for a sponsor's MJML; a form beyond it was not filled in here. */
export const DESK_FORM_MOST_BYTES = 400_000;

/** Browsers count a line end as one character and send it as two, CRLF. */
export const textSchema = (most: number) =>
  z
    .string()
    .default('')
    .transform((text) => text.replaceAll('\r\n', '\n'))
    .pipe(z.string().max(most, `is longer than ${most} characters`));

/** Deeper than anybody writes; a parser that follows every level of thousands runs out of stack. */
const TOO_DEEP = /^(?:[ \t]*(?:[-*+>]|\d+[.)])){20}/m;

const markdownSchema = (most: number) =>
  textSchema(most).refine((text) => !TOO_DEEP.test(text), 'is nested too deeply');

export const lineSchema = (most: number) => textSchema(most).transform((text) => text.trim());

/** In a year that has four digits in every zone. */
function isWallTime(text: string): boolean {
  return /^[12]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}:00.000Z`));
}

/** Wall time of the newsletter's zone; empty for none. */
export const sendAtSchema = z.string().refine((text) => text === '' || isWallTime(text), 'is not a day and a time');

/** The instant that a form's wall time means. */
export function instantOfForm(wall: string, timeZone: string): string | undefined {
  return wall === '' ? undefined : instantOfWallTime(new Date(`${wall}:00.000Z`), timeZone).toISOString();
}

const deskFormSchema = z.object({
  base: z.string().max(100),
  baseSendAt: z.string().max(40).default(''),
  subject: lineSchema(200),
  preheader: lineSchema(300),
  note: markdownSchema(10_000),
  sponsorLabel: textSchema(80),
  sponsorMarkdown: markdownSchema(5_000),
  sponsorMjml: textSchema(100_000),
  lineup: z.array(z.string().max(200)).max(50),
  sendAt: sendAtSchema,
  /** Which button was pressed, e.g. `up:alpha-vs-beta`. */
  do: z.string().max(250).default('save'),
});

export type DeskForm = {
  base: string;
  baseSendAt: string | undefined;
  fields: IssueFields;
  /** A sponsor's layout as typed, not compiled yet; empty for none. */
  sponsorMjml: string;
  sponsorLabel: string;
  /** Moves within the lineup happen before saving. */
  pressed: string;
};

export type DeskFormReading =
  | { kind: 'read'; form: DeskForm }
  /** With what was typed, as far as it goes, so that an editor never types it twice. */
  | { kind: 'unreadable'; problems: { field: string; problem: string }[]; typed: IssueFields };

const labelOf = (typed: string) => typed.trim() || 'Sponsor';

function sponsorOf(label: string, markdown: string): Sponsor | undefined {
  return markdown.trim() === '' ? undefined : { label: labelOf(label), markdown };
}

/** An instant as a form shows it, `2026-11-17T09:00`, in the newsletter's zone. */
export function wallText(instant: string | Date, timeZone: string): string {
  return wallTime(new Date(instant), timeZone).toISOString().slice(0, 16);
}

/** As typed, the layout not compiled. */
function sponsorTyped(label: string, markdown: string, mjml: string): Sponsor | undefined {
  return mjml.trim() === '' ? sponsorOf(label, markdown) : { label: labelOf(label), mjml, html: '', text: '' };
}

function typedAnyway(form: URLSearchParams, timeZone: string): IssueFields {
  const text = (name: string) => (form.get(name) ?? '').replaceAll('\r\n', '\n');
  const sendAt = sendAtSchema.safeParse(text('sendAt'));
  return {
    subject: text('subject'),
    preheader: text('preheader'),
    note: text('note'),
    sponsor: sponsorTyped(text('sponsorLabel'), text('sponsorMarkdown'), text('sponsorMjml')),
    lineup: form.getAll('lineup'),
    sendAt: sendAt.success ? instantOfForm(sendAt.data, timeZone) : undefined,
  };
}

/** The desk's form as an editor filled it in. */
export function readDeskForm(form: URLSearchParams, timeZone: string): DeskFormReading {
  const parsed = deskFormSchema.safeParse({ ...Object.fromEntries(form), lineup: form.getAll('lineup') });
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), problem: message }));
    return { kind: 'unreadable', problems, typed: typedAnyway(form, timeZone) };
  }
  const { base, baseSendAt, sponsorMarkdown, sponsorMjml, sendAt, do: pressed, ...rest } = parsed.data;
  const { sponsorLabel, ...words } = rest;
  const fields = {
    ...words,
    sponsor: sponsorOf(sponsorLabel, sponsorMarkdown),
    sendAt: instantOfForm(sendAt, timeZone),
  };
  const sponsor = { sponsorMjml, sponsorLabel: labelOf(sponsorLabel) };
  return { kind: 'read', form: { base, baseSendAt: baseSendAt || undefined, fields, ...sponsor, pressed } };
}

/** What a form carries to know later what the editor saw. */
export type Seen = { base: string; baseSendAt: string };

/** What the editor saw who filled a form in. */
export function seenOf(form: URLSearchParams): Seen {
  return { base: form.get('base') ?? '', baseSendAt: form.get('baseSendAt') ?? '' };
}

/** What an editor sees who is shown an issue now. */
export function baseOf(issue: EditableIssue): Seen {
  return { base: issue.contentHash, baseSendAt: issue.sendAt ?? '' };
}
