import { contentHash } from '#issue/issue-content.ts';
import { insertIssue } from '#issue/issue-queries.ts';
import { renderWithHash } from '#rendering/prepare-mail.ts';
import type { Store } from '#store/open-store.ts';
import { readConfig } from '../../src/config.ts';
import { aDraft, anApprovedIssue, byTest } from '../builders/issue-builders.ts';
import { addReaders } from '../builders/store-builders.ts';
import { contentOfInterests } from './interests.ts';
import type { Filling } from './place.ts';

/** The sender as it is without any settings. */
async function insertApproved(store: Store): Promise<void> {
  const { config } = readConfig({});
  if (!config) throw new Error('the settings have no defaults any more');
  const content = contentOfInterests();
  const { hash } = await renderWithHash(content, { ...config.mail, publicUrl: config.publicUrl });
  await insertIssue(store, { ...anApprovedIssue(hash), content, contentHash: contentHash(content) }, byTest);
}

/** So many active readers, and a week's issue that is approved for them. */
export const weeklyIssueFor = (readers: number): Filling => ({
  name: `weekly-issue-for-${readers}`,
  issue: aDraft().name,
  async fill(store) {
    await addReaders(store, readers);
    await insertApproved(store);
  },
});

/** So many active readers; what they are sent is made while the scenario is played. */
export const readersOnly = (readers: number): Filling => ({
  name: `readers-only-${readers}`,
  issue: aDraft().name,
  fill: async (store) => {
    await addReaders(store, readers);
  },
});
