import { contentHash, type IssueContent } from '#issue/issue-content.ts';
import { type IssueName, issueNameSchema } from '#issue/issue-name.ts';
import { insertIssue } from '#issue/issue-queries.ts';
import { renderWithHash } from '#rendering/prepare-mail.ts';
import type { Store } from '#store/open-store.ts';
import { readConfig } from '../../src/config.ts';
import { aSpecial } from '../builders/beside-builders.ts';
import { aDraft, anApprovedIssue, byTest } from '../builders/issue-builders.ts';
import { addReaders } from '../builders/store-builders.ts';
import type { Filling } from './place.ts';

type Content = { issue: IssueName; content: IssueContent };

/** A mail of four kilobytes, so that ten thousand readers are sent to in two seconds. */
const small = (): Content => ({ issue: issueNameSchema.parse('2026-W47-special-1'), content: aSpecial() });
const weekly = (): Content => ({ issue: aDraft().name, content: aDraft().content });

/** The sender as it is without any settings. */
async function insertApproved(store: Store, { issue, content }: Content): Promise<void> {
  const { config } = readConfig({});
  if (!config) throw new Error('the settings have no defaults any more');
  const { hash } = await renderWithHash(content, { ...config.mail, publicUrl: config.publicUrl });
  const approved = { ...anApprovedIssue(hash), name: issue, content, contentHash: contentHash(content) };
  await insertIssue(store, approved, byTest);
}

function filling(kind: string, content: Content, readers: number): Filling {
  return {
    name: `${kind}-for-${readers}`,
    issue: content.issue,
    async fill(store) {
      await addReaders(store, readers);
      await insertApproved(store, content);
    },
  };
}

/** So many active readers, and a small issue that is approved for them. */
export const smallIssueFor = (readers: number): Filling => filling('small-issue', small(), readers);

/** So many active readers, and a week's issue that is approved for them. */
export const weeklyIssueFor = (readers: number): Filling => filling('weekly-issue', weekly(), readers);

/** So many active readers; what they are sent is made while the scenario is played. */
export const readersOnly = (readers: number): Filling => ({
  name: `readers-only-${readers}`,
  issue: aDraft().name,
  fill: async (store) => {
    await addReaders(store, readers);
  },
});
