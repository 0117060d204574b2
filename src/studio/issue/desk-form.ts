import { z } from 'zod';
import { instantOfWallTime, wallTime } from '#calendar/wall-time.ts';
import type { EditableIssue } from '#issue/edit-week.ts';
import type { Sponsor } from '#issue/issue-content.ts';
import type { IssueFields } from '#issue/issue-fields.ts';

/** Room for a sponsor's MJML; a form beyond it was not filled in here. */
export const DESK_FORM_MOST_BYTES = 400_000;

/** Browsers send line ends as CRLF. */
const textSchema = (most: number) =>
  z
    .string()
    .max(most, `is longer than ${most} characters`)
    .transform((text) => text.replaceAll('\r\n', '\n'))
    .default('');

const deskFormSchema = z.object({
  base: z.string().max(100),
  baseSendAt: z.string().max(40).default(''),
  subject: textSchema(200).transform((text) => text.trim()),
  preheader: textSchema(300).transform((text) => text.trim()),
  note: textSchema(10_000),
  sponsorLabel: textSchema(80),
  sponsorMarkdown: textSchema(5_000),
  lineup: z.array(z.string().max(200)).max(50),
  /** Wall time of the newsletter's zone; empty for the schedule's. */
  sendAt: z.union([z.literal(''), z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'is not a day and a time')]),
  /** Which button was pressed, e.g. `up:alpha-vs-beta`. */
  do: z.string().max(250).default('save'),
});

export type DeskForm = {
  base: string;
  baseSendAt: string | undefined;
  fields: IssueFields;
  /** Moves within the lineup happen before saving. */
  pressed: string;
};

export type DeskFormReading =
  | { kind: 'read'; form: DeskForm }
  | { kind: 'unreadable'; problems: { field: string; problem: string }[] };

function sponsorOf(label: string, markdown: string): Sponsor | undefined {
  return markdown.trim() === '' ? undefined : { label: label.trim() || 'Sponsor', markdown };
}

/** An instant as a form shows it, `2026-11-17T09:00`, in the newsletter's zone. */
export function wallText(instant: string | Date, timeZone: string): string {
  return wallTime(new Date(instant), timeZone).toISOString().slice(0, 16);
}

/** The desk's form as an editor filled it in. */
export function readDeskForm(form: URLSearchParams, timeZone: string): DeskFormReading {
  const parsed = deskFormSchema.safeParse({ ...Object.fromEntries(form), lineup: form.getAll('lineup') });
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), problem: message }));
    return { kind: 'unreadable', problems };
  }
  const { base, baseSendAt, sponsorLabel, sponsorMarkdown, sendAt, do: pressed, ...words } = parsed.data;
  const own = sendAt === '' ? undefined : instantOfWallTime(new Date(`${sendAt}:00.000Z`), timeZone).toISOString();
  const fields = { ...words, sponsor: sponsorOf(sponsorLabel, sponsorMarkdown), sendAt: own };
  return { kind: 'read', form: { base, baseSendAt: baseSendAt || undefined, fields, pressed } };
}

/** What the form carries to know later what the editor saw. */
export function baseOf(issue: EditableIssue): { base: string; baseSendAt: string } {
  return { base: issue.contentHash, baseSendAt: issue.sendAt ?? '' };
}
