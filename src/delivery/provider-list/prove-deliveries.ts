import { inTransaction } from '#store/in-transaction.ts';
import type { Store } from '#store/open-store.ts';
import { taggedDelivery } from '../provider-events/find-delivery.ts';
import type { ListedMail, ReadMails, Tags } from './listed-mail.ts';
import { type NotRead, type PatiencePorts, type PatientReader, patientReader } from './patient-reader.ts';
import { proves } from './proof.ts';
import { knownEmailIds, markProven, openDelivery } from './proof-queries.ts';
import { type ListEnd, readBack } from './read-back.ts';

export type ReadingPorts = ReadMails & PatiencePorts & { store: Store };

/** Whose deliveries are looked for: the issue, the subject of its mails, and how far back. */
export type Sought = { issueId: number; subject: string; since: Date; now: Date };

/** How many deliveries the list proved, and how its reading ended. What was proven stays so, however it ended. */
export type Proving = { found: number; end: ListEnd };

type ShownMail = { mail: ListedMail; tags: Tags };

/** The tags of mails that no delivery knows by its id; breaks off with the reason when one cannot be read. */
async function showUnknown(
  { store, mailTags }: ReadingPorts,
  read: PatientReader,
  mails: readonly ListedMail[],
): Promise<{ shown: ShownMail[]; broke?: NotRead }> {
  const ids = mails.map(({ id }) => id);
  const known = await knownEmailIds(store, ids);
  const shown: ShownMail[] = [];
  for (const mail of mails.filter(({ id }) => !known.has(id))) {
    const tags = await read(() => mailTags(mail.id));
    if (tags.kind !== 'read') return { shown, broke: tags };
    shown.push({ mail, tags: tags.value });
  }
  return { shown };
}

async function markWhatIsProven(store: Store, issueId: number, mails: readonly ShownMail[]): Promise<number> {
  let found = 0;
  for (const { mail, tags } of mails) {
    const named = taggedDelivery({ tags });
    const delivery = named?.issueId === issueId ? await openDelivery(store, named) : undefined;
    if (delivery && proves(mail, tags, delivery) && (await markProven(store, delivery, mail.id))) found += 1;
  }
  return found;
}

/**
 * Reads the provider's list back to an instant and counts as accepted every waiting or unknown delivery that it proves. Asked
 * about are the mails with the issue's subject that no delivery knows by its id: those whose answer was lost, or that were
 * sent after the copy was taken which this database may be.
 */
export async function proveDeliveries(ports: ReadingPorts, sought: Sought): Promise<Proving> {
  const { store, listMails, report } = ports;
  const { issueId, subject, since, now } = sought;
  const read = patientReader(ports);
  const pages = readBack({ listMails, read, report, since, now });
  let found = 0;
  for (;;) {
    const page = await pages.next();
    if (page.done) return { found, end: page.value };
    const alike = page.value.filter((mail) => mail.subject === subject);
    const { shown, broke } = await showUnknown(ports, read, alike);
    found += await inTransaction(store, (transaction) => markWhatIsProven(transaction, issueId, shown));
    if (broke) return { found, end: broke };
  }
}
