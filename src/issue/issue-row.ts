import type { Selectable } from 'kysely';
import { z } from 'zod';
import { plainDateSchema } from '#calendar/plain-date.ts';
import type { DatabaseSchema } from '#store/database-schema.ts';
import type { Issue } from './issue.ts';
import type { IssueContent } from './issue-content.ts';
import { issueNameSchema } from './issue-name.ts';
import type { LineupReport } from './lineup-report.ts';

type IssueRow = Selectable<DatabaseSchema['issues']>;

/** JSON that only this program writes: parsed, not checked again field by field. */
function ownJson<Value>() {
  return z.string().transform((text) => JSON.parse(text) as Value);
}

const approvalSchema = z
  .string()
  .transform((text) => JSON.parse(text) as unknown)
  .pipe(
    z.object({
      editor: z.string(),
      hash: z.string(),
      at: z.string(),
      audience: z.number().exactOptional(),
      sendsAt: z.string().exactOptional(),
    }),
  );

const composed = {
  name: issueNameSchema,
  cutoffOn: plainDateSchema,
  report: ownJson<LineupReport>(),
  composedAt: z.string(),
  editedBy: z.string().exactOptional(),
  sendAt: z.string().exactOptional(),
};
const decided = { reason: z.string(), decidedBy: z.enum(['composing', 'schedule', 'editor']) };
const content = { content: ownJson<IssueContent>(), contentHash: z.string() };

/** A row is an issue in one of its states, with the facts that state needs; anything else is a broken invariant. */
const issueSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('draft'), ...composed, ...content }),
  z.object({ state: z.literal('approved'), ...composed, ...content, approval: approvalSchema }),
  z.object({
    state: z.literal('sending'),
    ...composed,
    ...content,
    approval: approvalSchema,
    frozenAt: z.string(),
    pausedBecause: z.string().exactOptional(),
  }),
  z.object({
    state: z.literal('sent'),
    ...composed,
    ...content,
    approval: approvalSchema,
    frozenAt: z.string(),
    sentAt: z.string(),
  }),
  z.object({
    state: z.literal('held'),
    ...composed,
    ...decided,
    content: content.content.exactOptional(),
    contentHash: z.string().exactOptional(),
  }),
  z.object({ state: z.literal('skipped'), ...composed, ...decided }),
]);

export function issueFromRow(row: IssueRow): Issue {
  const named = {
    state: row.state,
    name: row.name,
    cutoffOn: row.cutoff_on,
    report: row.report,
    composedAt: row.composed_at,
    content: row.content,
    contentHash: row.content_hash,
    reason: row.reason,
    decidedBy: row.decided_by,
    approval: row.approval,
    frozenAt: row.frozen_at,
    sentAt: row.sent_at,
    pausedBecause: row.paused_because,
    editedBy: row.edited_by,
    sendAt: row.send_at,
  };
  return issueSchema.parse(Object.fromEntries(Object.entries(named).filter(([, value]) => value !== null)));
}

export function rowFromIssue(issue: Issue): Omit<IssueRow, 'id'> {
  const has = <Key extends string>(key: Key) =>
    key in issue ? (issue as Partial<Record<Key, unknown>>)[key] : undefined;
  const text = (key: string) => (has(key) as string | undefined) ?? null;
  const json = (key: string) => (has(key) === undefined ? null : JSON.stringify(has(key)));
  return {
    name: issue.name,
    state: issue.state,
    cutoff_on: issue.cutoffOn,
    report: JSON.stringify(issue.report),
    composed_at: issue.composedAt,
    content: json('content'),
    content_hash: text('contentHash'),
    reason: text('reason'),
    decided_by: text('decidedBy') as IssueRow['decided_by'],
    approval: json('approval'),
    frozen_at: text('frozenAt'),
    sent_at: text('sentAt'),
    paused_because: text('pausedBecause'),
    edited_by: text('editedBy'),
    send_at: text('sendAt'),
  };
}
