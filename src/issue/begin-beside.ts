import type { PlainDate } from '#calendar/plain-date.ts';
import type { Store } from '#store/open-store.ts';
import type { DraftIssue } from './issue.ts';
import { type CorrectionContent, contentHash, type SpecialContent } from './issue-content.ts';
import { type IssueName, nextName } from './issue-name.ts';
import { allNames, insertIssue } from './issue-queries.ts';

export type Beginning = { content: SpecialContent | CorrectionContent; today: PlainDate; who: string; at: Date };

/** Makes the draft of a special edition or a correction under the next free name of the week. */
export async function beginBeside(store: Store, { content, today, who, at }: Beginning): Promise<IssueName> {
  const name = nextName(content.kind, today, await allNames(store));
  const draft: DraftIssue = {
    state: 'draft',
    name,
    cutoffOn: today,
    report: { chosen: [], refused: [], leftOut: [] },
    composedAt: at.toISOString(),
    content,
    contentHash: contentHash(content),
    editedBy: who,
  };
  const begun = await insertIssue(store, draft, { who, act: 'composed', at });
  return begun ? name : beginBeside(store, { content, today, who, at });
}
