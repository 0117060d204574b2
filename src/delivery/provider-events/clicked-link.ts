import type { Store } from '#store/open-store.ts';
import { frozenMessage } from '../batch-queries.ts';
import { type MailLink, mailLinks } from './machine-rules.ts';
import type { MailEvent } from './provider-event.ts';

/** The links of an issue's mail. */
export type LinksOfIssue = (issueId: number) => Promise<readonly MailLink[]>;

/** Reads each mail once: it is long, and a group of events is about one or two. */
export function linksOfIssues(store: Store): LinksOfIssue {
  const read = new Map<number, Promise<readonly MailLink[]>>();
  const links = async (issueId: number) => mailLinks((await frozenMessage(store, issueId)).html);
  return (issueId) => {
    const known = read.get(issueId) ?? links(issueId);
    read.set(issueId, known);
    return known;
  };
}

/** Which link of the mail a click was on, as the mail has it: the reader's token in the clicked one would act for the reader. */
export async function clickedLink(
  linksOf: LinksOfIssue,
  issueId: number,
  { link }: MailEvent,
): Promise<string | undefined> {
  if (link === undefined) return undefined;
  return (await linksOf(issueId)).find(({ isLink }) => isLink(link))?.href;
}
