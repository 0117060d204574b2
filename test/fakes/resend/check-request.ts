import { mailFromTemplate } from './mail-from-template.ts';
import { type MailSurroundings, mailRefusal } from './mail-rules.ts';
import { invalid, type Refusal } from './refusal.ts';
import type { TemplateShelf } from './templates.ts';
import { isObject, type WireMail } from './wire-mail.ts';

const MAX_BATCH = 100;

type Around = Omit<MailSurroundings, 'inBatch'> & { templates: TemplateShelf };
type IndexedMail = { index: number; mail: WireMail };
type IndexedError = { index: number; message: string };

/** Either nothing is taken, or these mails are, and (permissive only) those indexes are not. */
export type Checked =
  | { refusal: Refusal }
  | { refusal: null; mails: readonly IndexedMail[]; errors: readonly IndexedError[] };

/** A mail as it would go out, or why Resend would not take it. */
function checkMail(
  mail: unknown,
  around: Around & { inBatch: boolean },
): { refusal: Refusal } | { refusal: null; mail: WireMail } {
  if (!isObject(mail)) return { refusal: invalid('Each email must be an object.') };
  const made = mailFromTemplate(mail, around.templates);
  if (made.refusal) return made;
  const refused = mailRefusal(made.mail, around);
  return refused ? { refusal: refused } : made;
}

export function checkSingle(body: unknown, around: Around): Checked {
  const checked = checkMail(body, { ...around, inBatch: false });
  return checked.refusal ? checked : { refusal: null, mails: [{ index: 0, mail: checked.mail }], errors: [] };
}

/** Strict: one bad mail refuses all and only the first error is told. Permissive: the good ones go. */
export function checkBatch(body: unknown, mode: string, around: Around): Checked {
  if (mode !== 'strict' && mode !== 'permissive') return { refusal: invalid('Invalid `x-batch-validation` header.') };
  if (!Array.isArray(body)) return { refusal: invalid('The request body must be an array of emails.') };
  if (body.length === 0) return { refusal: invalid('The batch must contain at least one email.') };
  if (body.length > MAX_BATCH) return { refusal: invalid(`The batch can contain at most ${MAX_BATCH} emails.`) };

  const mails: IndexedMail[] = [];
  const errors: IndexedError[] = [];
  for (const [index, mail] of body.entries()) {
    const checked = checkMail(mail, { ...around, inBatch: true });
    if (checked.refusal && mode === 'strict') return checked;
    if (checked.refusal) errors.push({ index, message: checked.refusal.message });
    else mails.push({ index, mail: checked.mail });
  }
  return { refusal: null, mails, errors };
}
