import type { Store } from '#store/open-store.ts';
import { frozenMessage } from '../batch-queries.ts';
import { mailLinks } from './machine-rules.ts';
import type { MailEvent } from './provider-event.ts';

/** Which link of the mail a click was on, as the mail has it: the reader's token in the clicked one would act for the reader. */
export async function clickedLink(store: Store, issueId: number, { link }: MailEvent): Promise<string | undefined> {
  if (link === undefined) return undefined;
  return mailLinks((await frozenMessage(store, issueId)).html).find(({ isLink }) => isLink(link))?.href;
}
