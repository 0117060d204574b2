import type { IssueName } from '#issue/issue-name.ts';
import { findIssue } from '#issue/issue-queries.ts';
import { aDraft } from '../../builders/issue-builders.ts';
import { aMailedIssue, type Fate } from '../../builders/mailed-issue-builder.ts';
import { type AStudio, aStudio } from '../a-studio.ts';
import type { Client } from '../client.ts';
import { type Page, readPage } from '../read-page.ts';

export const NAME: IssueName = aDraft().name;
export const PAGE = `/studio/issues/${NAME}`;

export type OnItsWay = AStudio & {
  ann: Client;
  open(path?: string): Promise<Page>;
  /** Presses a button; says where it leads. */
  press(button: string, fields?: Record<string, string>, who?: Client): Promise<string>;
  stored(): Promise<Awaited<ReturnType<typeof findIssue>>>;
};

type Options = { fates?: readonly Fate[]; state?: 'sending' | 'sent' };

/** An editor before an issue that is being sent, or was. The last of its batches waits where a fate has no outcome. */
export async function anIssueOnItsWay({ fates = [{}], state = 'sending' }: Options = {}): Promise<OnItsWay> {
  const studio = await aStudio({ now: new Date('2026-11-17T09:30:00.000Z') });
  await aMailedIssue(studio.app.store, { fates, state });
  const ann = await studio.signedIn();
  return Object.assign(studio, {
    ann,
    open: async (path = PAGE) => readPage(await ann.page(path)),
    async press(button: string, fields: Record<string, string> = {}, who: Client = ann) {
      const answer = await who.post(`${PAGE}/${button}`, fields);
      return `${answer.status} ${answer.headers.get('location') ?? ''}`.trim();
    },
    stored: () => findIssue(studio.app.store, NAME),
  });
}
