import { appendFileSync, createReadStream, existsSync, truncateSync, writeFileSync } from 'node:fs';
import type { AcceptedMail } from './accepted-mail.ts';
import type { KeptReply } from './idempotency.ts';

export type KeptUnderKey = { apiKey: string; key: string; kept: KeptReply };

/** The last mail of a request also carries what its key must answer; a request without that line was never finished. */
type Line = AcceptedMail & { endsRequest?: { keptUnderKey: KeptUnderKey | null } };

export type Recorded = { mails: AcceptedMail[]; keys: KeptUnderKey[] };

/** One write per request, so that a kill leaves it whole or, cut, without its end. */
export function appendToRecord(file: string, mails: readonly AcceptedMail[], keptUnderKey: KeptUnderKey | null): void {
  const last = mails.length - 1;
  const lines = mails.map((mail, at): Line => (at === last ? { ...mail, endsRequest: { keptUnderKey } } : mail));
  if (lines.length > 0) appendFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** The finished requests of a record. What a kill left unfinished was never answered, so it counts as not accepted. */
export async function readRecord(file: string): Promise<Recorded> {
  return (await readFinished(file)).recorded;
}

/** As `readRecord`, and cuts the unfinished rest off, so that appending can go on. */
export async function resumeRecord(file: string): Promise<Recorded> {
  const { recorded, bytes } = await readFinished(file);
  if (existsSync(file)) truncateSync(file, bytes);
  return recorded;
}

export function emptyRecord(file: string): void {
  writeFileSync(file, '');
}

async function readFinished(file: string): Promise<{ recorded: Recorded; bytes: number }> {
  const recorded: Recorded = { mails: [], keys: [] };
  if (!existsSync(file)) return { recorded, bytes: 0 };
  let unfinished: AcceptedMail[] = [];
  let bytesRead = 0;
  let bytes = 0;
  for await (const text of finishedLines(file)) {
    const { endsRequest, ...mail } = JSON.parse(text) as Line;
    bytesRead += Buffer.byteLength(text) + 1;
    unfinished.push(mail);
    if (endsRequest === undefined) continue;
    recorded.mails.push(...unfinished);
    if (endsRequest.keptUnderKey) recorded.keys.push(endsRequest.keptUnderKey);
    unfinished = [];
    bytes = bytesRead;
  }
  return { recorded, bytes };
}

/** Not node:readline, which also breaks lines at U+2028, legal inside JSON. */
async function* finishedLines(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
