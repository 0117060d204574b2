import type { Store } from '#store/open-store.ts';
import { taggedDelivery } from '../provider-events/find-delivery.ts';
import type { ListedMail, ReadMails, Tags } from './listed-mail.ts';
import { type PatiencePorts, patientReader } from './patient-reader.ts';
import { proves } from './proof.ts';
import { knownEmailIds, markProven, openDelivery } from './proof-queries.ts';
import { type ListEnd, readBack } from './read-back.ts';

export type ReadingPorts = ReadMails & PatiencePorts & { store: Store };

/** Whose deliveries are looked for: the issue, the subject of its mails, and how far back. */
export type Sought = { issueId: number; subject: string; since: Date; now: Date };

/** How many deliveries the list proved, and how its reading ended. What was proven stays so, however it ended. */
export type Proving = { found: number; end: ListEnd };

async function prove(store: Store, issueId: number, mail: ListedMail, tags: Tags): Promise<boolean> {
  const named = taggedDelivery({ tags });
  const delivery = named?.issueId === issueId ? await openDelivery(store, named) : undefined;
  return delivery !== undefined && proves(mail, tags, delivery) && markProven(store, delivery, mail.id);
}

/**
 * Reads the provider's list back to an instant and counts as accepted every waiting or unknown delivery that it proves. Asked
 * about are the mails with the issue's subject that no delivery knows by its id: those whose answer was lost, or that were
 * sent after the copy was taken which this database may be.
 */
export async function proveDeliveries(ports: ReadingPorts, sought: Sought): Promise<Proving> {
  const { store, listMails, mailTags, report } = ports;
  const { issueId, subject, since, now } = sought;
  const read = patientReader(ports);
  const pages = readBack({ listMails, read, report, since, now });
  let found = 0;
  for (;;) {
    const page = await pages.next();
    if (page.done) return { found, end: page.value };
    const ours = page.value.filter((mail) => mail.subject === subject);
    const known = await knownEmailIds(
      store,
      ours.map(({ id }) => id),
    );
    for (const mail of ours.filter(({ id }) => !known.has(id))) {
      const tags = await read(() => mailTags(mail.id));
      if (tags.kind !== 'read') return { found, end: tags };
      if (await prove(store, issueId, mail, tags.value)) found += 1;
    }
  }
}
