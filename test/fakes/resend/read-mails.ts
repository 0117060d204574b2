import type { AcceptedMail } from './accepted-mail.ts';
import { pageOf } from './mail-page.ts';
import type { Mailbox } from './mailbox.ts';
import { notFound } from './refusal.ts';
import { jsonReply, type Reply, refusalReply } from './reply.ts';

/** GET /emails: newest first, without tags and bodies. */
export function listMails(mailbox: Mailbox, query: URLSearchParams): Reply {
  const page = pageOf(query, mailbox.mails.length, (id) => mailbox.positionOf(id));
  if (page.refusal) return refusalReply(page.refusal);
  const rows = mailbox.mails.slice(page.start, page.end).reverse();
  return jsonReply(200, { object: 'list', has_more: page.hasMore, data: rows.map((mail) => rowOf(mailbox, mail)) });
}

/** GET /emails/:id: the row with bodies and tags. */
export function showMail(mailbox: Mailbox, id: string): Reply {
  const mail = mailbox.mailOf(id);
  if (mail === undefined) return refusalReply(notFound('Email not found'));
  const { html, text, tags } = mail;
  return jsonReply(200, { object: 'email', ...rowOf(mailbox, mail), html, text, tags });
}

function rowOf(mailbox: Mailbox, mail: AcceptedMail) {
  const orNull = (list: readonly string[]) => (list.length > 0 ? list : null);
  return {
    id: mail.id,
    message_id: mail.messageId,
    to: mail.to,
    from: mail.from,
    created_at: postgresInstant(mail.acceptedAt),
    subject: mail.subject,
    bcc: orNull(mail.bcc),
    cc: orNull(mail.cc),
    reply_to: orNull(mail.replyTo),
    last_event: mailbox.lastEventOf(mail),
    scheduled_at: mail.scheduledAt,
  };
}

/** Resend's example reads `2023-04-03 22:13:42.674981+00`, which is not what `toISOString` gives. */
function postgresInstant(iso: string): string {
  return iso.replace('T', ' ').replace('Z', '000+00');
}
