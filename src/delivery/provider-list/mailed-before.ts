import type { IssueName } from '#issue/issue-name.ts';
import type { MailMessage } from '#rendering/mail-message.ts';
import { bareAddress } from '../provider-events/find-delivery.ts';
import type { ListedMail, ReadMails } from './listed-mail.ts';
import { type PatiencePorts, patientReader } from './patient-reader.ts';
import { type ListEnd, readBack } from './read-back.ts';

/** Subjects that are asked about, the issue's own first: a week has a dozen of ours, and each costs two calls. */
const SUBJECTS_MOST = 50;

/** The mails of one subject: how many, and the two that are asked about. */
export type Tally = { count: number; newest: ListedMail; oldest: ListedMail };

/** Counts mails by subject: those from our address, because an edit that is lost had another subject, and those with ours. */
export function tallyOf(
  tallies: ReadonlyMap<string, Tally>,
  mails: readonly ListedMail[],
  { from, subject }: Pick<MailMessage, 'from' | 'subject'>,
): Map<string, Tally> {
  const next = new Map(tallies);
  for (const mail of mails) {
    if (mail.subject !== subject && bareAddress(mail.from) !== bareAddress(from)) continue;
    const { count, newest } = next.get(mail.subject) ?? { count: 0, newest: mail };
    next.set(mail.subject, { count: count + 1, newest, oldest: mail });
  }
  return next;
}

/** The tallies worth asking about, the one with the issue's own subject first. */
export function inOrderOfAsking(tallies: ReadonlyMap<string, Tally>, subject: string): Tally[] {
  const others = [...tallies].filter(([other]) => other !== subject).map(([, tally]) => tally);
  return [...[tallies.get(subject) ?? []].flat(), ...others].slice(0, SUBJECTS_MOST);
}

/** What the provider has of an issue already. */
export type MailedBefore = { mails: number; newest: Date };

export type Search = { name: IssueName; message: MailMessage; since: Date; now: Date };

/** Looks on the provider's list for mails of an issue, by its name in their tags. Of each subject two mails stand for all. */
export async function findMailedBefore(
  ports: ReadMails & PatiencePorts,
  { name, message, since, now }: Search,
): Promise<{ kind: 'found'; before: MailedBefore } | ListEnd> {
  const { listMails, mailTags, report } = ports;
  const read = patientReader(ports);
  const pages = readBack({ listMails, read, report, since, now });
  let tallies = new Map<string, Tally>();
  let page = await pages.next();
  for (; !page.done; page = await pages.next()) tallies = tallyOf(tallies, page.value, message);
  if (page.value.kind !== 'complete' && page.value.kind !== 'forgotten') return page.value;
  let mails = 0;
  let newest = since;
  for (const tally of inOrderOfAsking(tallies, message.subject)) {
    for (const id of new Set([tally.newest.id, tally.oldest.id])) {
      const tags = await read(() => mailTags(id));
      if (tags.kind !== 'read') return tags;
      if (tags.value.get('issue') !== name) continue;
      mails += tally.count;
      if (tally.newest.createdAt > newest) newest = tally.newest.createdAt;
      break;
    }
  }
  return mails > 0 ? { kind: 'found', before: { mails, newest } } : page.value;
}
