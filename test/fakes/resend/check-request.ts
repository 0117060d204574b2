import { type MailSurroundings, mailRefusal } from './mail-rules.ts';
import { invalid, type Refusal } from './refusal.ts';
import type { WireMail } from './wire-mail.ts';

const MAX_BATCH = 100;

type Around = Omit<MailSurroundings, 'inBatch'>;
type IndexedMail = { index: number; mail: WireMail };
type IndexedError = { index: number; message: string };

/** Either nothing is taken, or these mails are, and (permissive only) those indexes are not. */
export type Checked =
  | { refusal: Refusal }
  | { refusal: null; mails: readonly IndexedMail[]; errors: readonly IndexedError[] };

export function checkSingle(body: unknown, around: Around): Checked {
  const refused = mailRefusal(body, { ...around, inBatch: false });
  return refused ? { refusal: refused } : { refusal: null, mails: [{ index: 0, mail: body as WireMail }], errors: [] };
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
    const refused = mailRefusal(mail, { ...around, inBatch: true });
    if (refused && mode === 'strict') return { refusal: refused };
    if (refused) errors.push({ index, message: refused.message });
    else mails.push({ index, mail });
  }
  return { refusal: null, mails, errors };
}
