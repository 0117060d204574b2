import { contentHash } from '#issue/issue-content.ts';
import { type IssueName, issueNameSchema } from '#issue/issue-name.ts';
import { insertIssue } from '#issue/issue-queries.ts';
import { renderWithHash } from '#rendering/prepare-mail.ts';
import type { Store } from '#store/open-store.ts';
import { readConfig } from '../../src/config.ts';
import { aSpecial } from '../builders/beside-builders.ts';
import { anApprovedIssue, byTest } from '../builders/issue-builders.ts';
import { addReaders } from '../builders/store-builders.ts';
import type { Filling } from './place.ts';

export const SMALL_ISSUE: IssueName = issueNameSchema.parse('2026-W47-special-1');

/** An approved mail of four kilobytes, so that ten thousand readers are sent to in two seconds. */
async function insertSmallIssue(store: Store): Promise<void> {
  const { config } = readConfig({});
  if (!config) throw new Error('the settings have no defaults any more');
  const content = aSpecial();
  const { hash } = await renderWithHash(content, { ...config.mail, publicUrl: config.publicUrl });
  const issue = { ...anApprovedIssue(hash), name: SMALL_ISSUE, content, contentHash: contentHash(content) };
  await insertIssue(store, issue, byTest);
}

/** So many active readers and a small issue that is approved for them. */
export function smallIssueFor(readers: number): Filling {
  return {
    name: `small-issue-for-${readers}`,
    async fill(store) {
      await addReaders(store, readers);
      await insertSmallIssue(store);
    },
  };
}
