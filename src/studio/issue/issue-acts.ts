import type { Issue } from '#issue/issue.ts';
import type { IssueAct } from '#issue/issue-change.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { findIssue, replaceIssue } from '#issue/issue-queries.ts';
import { hold, release, skip, withdrawApproval } from '#issue/issue-steps.ts';
import type { Store } from '#store/open-store.ts';

/** What came of a button: done, or the state that it no longer fits. */
export type Acting = { kind: 'done' } | { kind: 'not-now'; issue: Issue | undefined };

export type ActInput = { name: IssueName; who: string; at: Date; reason: string };

type Act = {
  name: IssueAct;
  /** The issue after it; undefined when its state does not allow it. */
  step(issue: Issue, reason: string): Issue | undefined;
};

/** The steps that are one button for an editor. */
export const issueActs = {
  withdraw: {
    name: 'withdrew the approval of',
    step: (issue) => (issue.state === 'approved' ? withdrawApproval(issue) : undefined),
  },
  hold: {
    name: 'held',
    step: (issue, reason) =>
      issue.state === 'draft' || issue.state === 'approved' ? hold(issue, reason, 'editor') : undefined,
  },
  release: {
    name: 'released',
    step(issue) {
      if (issue.state !== 'held' || !issue.content || !issue.contentHash) return undefined;
      return release({ ...issue, content: issue.content, contentHash: issue.contentHash });
    },
  },
  skip: {
    name: 'skipped',
    step: (issue, reason) =>
      issue.state === 'draft' || issue.state === 'held' ? skip(issue, reason, 'editor') : undefined,
  },
} satisfies Record<string, Act>;

/** Takes a step in an editor's name; refused when the issue is in another state by now. */
export async function actOnIssue(store: Store, act: Act, { name, who, at, reason }: ActInput): Promise<Acting> {
  const issue = await findIssue(store, name);
  const next = issue && act.step(issue, reason);
  if (!next) return { kind: 'not-now', issue };
  const note = reason === '' ? {} : { note: reason };
  const taken = await replaceIssue(store, issue, next, { who, act: act.name, at, ...note });
  return taken ? { kind: 'done' } : actOnIssue(store, act, { name, who, at, reason });
}
