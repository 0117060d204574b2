import { type AcceptedMail, acceptMail } from './accepted-mail.ts';
import type { Account } from './account.ts';
import { sameAddressKey } from './address.ts';
import { checkBatch, checkSingle } from './check-request.ts';
import { decideByKey, type KeptReply, keyRefusal, payloadSha256 } from './idempotency.ts';
import type { ReceivedRequest } from './received-request.ts';
import { appendToRecord, type KeptUnderKey } from './record-file.ts';
import { notJson } from './refusal.ts';
import { jsonReply, type Reply, refusalReply } from './reply.ts';

/** What a sending request led to; `kept` is marked as running until whoever answers says it is over. */
export type Sent = { reply: Reply; mails: readonly AcceptedMail[]; replayed: boolean; kept: KeptReply | null };

/** POST /emails and POST /emails/batch, from the key to the record on disk, without a pause in between. */
export function sendMails(account: Account, request: ReceivedRequest, rejects: readonly string[]): Sent {
  const refusedKey = keyRefusal(request.key);
  if (refusedKey) return withoutMails(refusalReply(refusedKey));
  if (request.json === undefined) return withoutMails(refusalReply(notJson));
  if (request.key === null) return takeIn(account, request, rejects, null);

  const payload = payloadSha256(request.path, request.batchValidation, request.json);
  const known = account.keptReplies.get(request.apiKey ?? '', request.key);
  const decision = decideByKey(known, payload, request.receivedAt.getTime());
  if (decision.do === 'refuse') return withoutMails(refusalReply(decision.refusal));
  if (decision.do === 'replay') return { ...withoutMails(decision.reply), replayed: true };
  return takeIn(account, request, rejects, payload);
}

function takeIn(account: Account, request: ReceivedRequest, rejects: readonly string[], payload: string | null): Sent {
  const { mails, reply } = checkAndAccept(account, request, rejects);
  const isKept = payload !== null && (reply.status === 200 || account.settings.keepsRefusals);
  const keptUnderKey = isKept ? underKey(request, payload, reply) : null;

  // The record comes first: once a client can know of the mails, no kill may take them away.
  if (account.settings.recordFile !== null) appendToRecord(account.settings.recordFile, mails, keptUnderKey);
  for (const mail of mails) account.mailbox.add(mail);
  if (keptUnderKey) account.keptReplies.keep(keptUnderKey.apiKey, keptUnderKey.key, keptUnderKey.kept);
  return { reply, mails, replayed: false, kept: keptUnderKey?.kept ?? null };
}

function checkAndAccept(account: Account, request: ReceivedRequest, rejects: readonly string[]) {
  const { verifiedDomains, placeholderDomains, keepBodiesUpToBytes, newId } = account.settings;
  const { templates } = account;
  const rejectedRecipients = new Set(rejects.map(sameAddressKey));
  const around = { verifiedDomains, placeholderDomains, rejectedRecipients, templates };
  const isBatch = request.path === '/emails/batch';
  const checked = isBatch
    ? checkBatch(request.json, request.batchValidation ?? 'strict', around)
    : checkSingle(request.json, around);
  if (checked.refusal) return { mails: [], reply: refusalReply(checked.refusal) };

  const { key, number } = request;
  const acceptedAt = request.receivedAt.toISOString();
  const mails = checked.mails.map(({ index, mail }) =>
    acceptMail(mail, { id: newId(), key, index, request: number, acceptedAt }, keepBodiesUpToBytes),
  );
  const ids = mails.map(({ id }) => ({ id }));
  const errors = request.batchValidation === 'permissive' ? { errors: checked.errors } : {};
  return { mails, reply: jsonReply(200, isBatch ? { data: ids, ...errors } : ids[0]) };
}

function underKey(request: ReceivedRequest, payload: string, reply: Reply): KeptUnderKey {
  const kept = { payloadSha256: payload, receivedAtMs: request.receivedAt.getTime(), running: true, reply };
  return { apiKey: request.apiKey ?? '', key: request.key ?? '', kept };
}

function withoutMails(reply: Reply): Sent {
  return { reply, mails: [], replayed: false, kept: null };
}
