import { z } from 'zod';
import { instantSchema } from '#calendar/instant.ts';
import { plainDateSchema } from '#calendar/plain-date.ts';
import { type Address, addressKey, addressSchema } from './address.ts';
import { categoriesFromText } from './categories-from-text.ts';
import type { Subscriber } from './subscriber-queries.ts';

/** One line of an import file: where it stood and what it said. */
export type ImportLine = { line: number; record: Readonly<Record<string, string>> };

/** What lines without their own consent columns say instead. */
export type ImportDefaults = { consentSource: string | undefined; consentAt: string | undefined };

/** What every database takes: PostgreSQL has no U+0000 in texts. */
const textSchema = z.string().refine((text) => !text.includes('\0'), { error: 'holds the character U+0000' });
const textOrNone = textSchema.transform((text) => text.trim() || null);
const optional = <Schema extends z.ZodType<string, string>>(schema: Schema) =>
  z.union([z.literal('').transform(() => null), schema]);

/** As an export has it. */
const categoriesSchema = z
  .string()
  .refine((json) => categoriesFromText(json) !== undefined, { error: 'is not a list such as ["Search"]' });

/** The columns of an import, which are those of an export; only the address and the consent are needed. */
export const importSchema = z.object({
  email: addressSchema,
  name: textOrNone.default(null),
  status: z
    .enum(['', 'active', 'pending', 'unsubscribed', 'suppressed'], { error: 'is not a status' })
    .transform((status) => status || 'active')
    .default('active'),
  status_reason: textOrNone.default(null),
  suppressed_for: z
    .enum(['', 'passing-bounces', 'provider', 'bounce', 'complaint', 'editor'], { error: 'is no reason to suppress' })
    .transform((cause) => cause || null)
    .default(null),
  status_changed_at: optional(instantSchema).default(null),
  consent_source: textSchema.min(1, { error: 'is missing (add the column or --consent-source)' }),
  consent_at: z
    .string()
    .min(1, { error: 'is missing (add the column or --consent-at)', abort: true })
    .pipe(instantSchema),
  consent_page: textOrNone.default(null),
  consent_text_version: textOrNone.default(null),
  consent_ip_hash: textOrNone.default(null),
  consent_user_agent: textOrNone.default(null),
  confirmed_at: optional(instantSchema).default(null),
  categories: optional(categoriesSchema).default(null),
  paused_until: optional(plainDateSchema).default(null),
  created_at: optional(instantSchema).default(null),
});

export type ImportedReader = z.output<typeof importSchema>;
export type ParsedLine = { line: number; reader: ImportedReader };
export type RefusedLine = { line: number; problem: string };

/** Reads one line; a line that cannot be used says why. */
export function parseImportLine({ line, record }: ImportLine, defaults: ImportDefaults): ParsedLine | RefusedLine {
  const parsed = importSchema.safeParse({
    ...record,
    email: record.email ?? '',
    consent_source: record.consent_source || (defaults.consentSource ?? ''),
    consent_at: record.consent_at || (defaults.consentAt ?? ''),
  });
  if (parsed.success) return { line, reader: parsed.data };
  const [{ path, message } = { path: [], message: '' }] = parsed.error.issues;
  const column = String(path[0]);
  const found = record[column] ? `${JSON.stringify(record[column])} ` : '';
  return { line, problem: `${column}: ${found}${message}` };
}

/** What an import goes by in somebody who is on the list. */
export type KnownReader = Pick<Subscriber, 'status' | 'status_reason' | 'status_changed_at'>;

/** What is known of the addresses in a part of an import. */
export type KnownReaders = { subscribers: ReadonlyMap<string, KnownReader>; isErased(address: Address): boolean };

/** `end`: readers whom the file says to have left, and who are active here. */
export type ImportPlan = {
  add: ImportedReader[];
  end: ImportedReader[];
  unchanged: ParsedLine[];
  refused: RefusedLine[];
};

function hasLeft({ status }: Pick<ImportedReader, 'status'>): boolean {
  return status === 'unsubscribed' || status === 'suppressed';
}

/** Why a line that wants a reader on the list is refused. Nobody who left, bounced, complained or was erased comes back. */
function refusal(reader: ImportedReader, subscriber: KnownReader | undefined, known: KnownReaders): string | undefined {
  if (known.isErased(reader.email)) return 'was erased at its owner’s wish and stays so';
  if (!subscriber || hasLeft(reader)) return undefined;
  const since = subscriber.status_changed_at.slice(0, 10);
  if (subscriber.status === 'unsubscribed') return `${reader.email} unsubscribed on ${since} and stays so`;
  if (subscriber.status === 'suppressed')
    return `${reader.email} is suppressed (${subscriber.status_reason ?? 'no reason kept'}) and stays so`;
  return undefined;
}

/** What an import would do with a part of its lines; the first of two lines with the same address counts. */
export function planImport(lines: readonly ParsedLine[], known: KnownReaders): ImportPlan {
  const plan: ImportPlan = { add: [], end: [], unchanged: [], refused: [] };
  const seen = new Set<string>();
  for (const parsed of lines) {
    const key = addressKey(parsed.reader.email);
    const subscriber = known.subscribers.get(key);
    const problem = refusal(parsed.reader, subscriber, known);
    const isHere = subscriber?.status === 'active' || subscriber?.status === 'pending';
    if (problem !== undefined) plan.refused.push({ line: parsed.line, problem });
    else if (seen.has(key)) plan.unchanged.push(parsed);
    else if (!subscriber) plan.add.push(parsed.reader);
    else if (isHere && hasLeft(parsed.reader)) plan.end.push(parsed.reader);
    else plan.unchanged.push(parsed);
    seen.add(key);
  }
  return plan;
}
