import { z } from 'zod';
import { type Address, addressKey, addressSchema } from './address.ts';
import type { NewSubscriber, Subscriber } from './subscriber-queries.ts';

/** One line of an import file: where it stood and what it said. */
export type ImportLine = { line: number; record: Readonly<Record<string, string>> };

/** What lines without their own consent columns say instead. */
export type ImportDefaults = { consentSource: string | undefined; consentAt: string | undefined };

export type ParsedLine = { line: number; reader: NewSubscriber };
export type RefusedLine = { line: number; problem: string };

const consentAtSchema = z.iso.datetime({ offset: true, error: 'is not an instant such as 2026-11-17T09:00:00Z' });

/** Reads one line; a line that cannot be used says why. */
export function parseImportLine({ line, record }: ImportLine, defaults: ImportDefaults): ParsedLine | RefusedLine {
  const address = addressSchema.safeParse(record.email ?? '');
  if (!address.success)
    return { line, problem: `email: ${JSON.stringify(record.email ?? '')} ${address.error.issues[0]?.message}` };
  const consentSource = record.consent_source || defaults.consentSource;
  if (!consentSource) return { line, problem: 'consent_source: is missing (add the column or --consent-source)' };
  const consentAt = consentAtSchema.safeParse(record.consent_at || defaults.consentAt);
  if (!consentAt.success)
    return { line, problem: `consent_at: ${consentAt.error.issues[0]?.message} (add the column or --consent-at)` };
  const name = record.name?.trim() || null;
  return {
    line,
    reader: { address: address.data, name, consentSource, consentAt: new Date(consentAt.data).toISOString() },
  };
}

/** What is known of the addresses in a part of an import. */
export type KnownReaders = { subscribers: ReadonlyMap<string, Subscriber>; isErased(address: Address): boolean };

export type ImportPlan = { add: NewSubscriber[]; unchanged: ParsedLine[]; refused: RefusedLine[] };

/** Why a reader who is already known is not added again. Nobody who left, bounced, complained or was erased comes back. */
function refusal(reader: NewSubscriber, known: KnownReaders): string | undefined {
  const subscriber = known.subscribers.get(addressKey(reader.address));
  if (subscriber?.status === 'unsubscribed')
    return `${reader.address} unsubscribed on ${subscriber.status_changed_at.slice(0, 10)} and stays so`;
  if (subscriber?.status === 'suppressed')
    return `${reader.address} is suppressed (${subscriber.status_reason ?? 'no reason kept'}) and stays so`;
  return known.isErased(reader.address) ? 'was erased at its owner’s wish and stays so' : undefined;
}

/** What an import would do with a part of its lines; the first of two lines with the same address counts. */
export function planImport(lines: readonly ParsedLine[], known: KnownReaders): ImportPlan {
  const plan: ImportPlan = { add: [], unchanged: [], refused: [] };
  const seen = new Set<string>();
  for (const parsed of lines) {
    const key = addressKey(parsed.reader.address);
    const problem = refusal(parsed.reader, known);
    if (problem !== undefined) plan.refused.push({ line: parsed.line, problem });
    else if (known.subscribers.has(key) || seen.has(key)) plan.unchanged.push(parsed);
    else plan.add.push(parsed.reader);
    seen.add(key);
  }
  return plan;
}
