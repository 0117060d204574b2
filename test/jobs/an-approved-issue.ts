import type { DraftIssue } from '#issue/issue.ts';
import { insertIssue } from '#issue/issue-queries.ts';
import { aDraft, byTest } from '../builders/issue-builders.ts';
import { ANN, type AStudio, aStudio } from '../studio/a-studio.ts';

type Options = { sendAt?: string; approved?: boolean; changes?: Partial<DraftIssue> } & Parameters<typeof aStudio>[0];

/** Three readers and the issue of 2026-W47, on Monday at noon; the schedule would send it on Tuesday at nine. */
export async function withAnIssue({ sendAt, approved = true, changes, ...options }: Options = {}): Promise<AStudio> {
  const studio = await aStudio({ readers: 3, ...options });
  const draft = { ...aDraft(), ...(sendAt === undefined ? {} : { sendAt }), ...changes };
  await insertIssue(studio.app.store, draft, byTest);
  const approving = approved ? await studio.app.approve(draft.name, { editor: ANN }) : { kind: 'approved' };
  if (approving.kind !== 'approved') throw new Error(`approving ended with ${approving.kind}`);
  return studio;
}
