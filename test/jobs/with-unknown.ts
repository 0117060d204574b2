import type { SubmitBatch } from '#delivery/answer.ts';
import { aDraft } from '../builders/issue-builders.ts';
import type { AStudio } from '../studio/a-studio.ts';
import { withAnIssue } from './an-approved-issue.ts';

/** Of which nobody can tell what it took: the key was used, and not for what was asked now. */
const CONFLICT: Awaited<ReturnType<SubmitBatch>> = {
  kind: 'error',
  status: 409,
  name: 'invalid_idempotent_request',
  message: 'this key was used with other bytes',
  retryAfterSeconds: undefined,
  rate: undefined,
};

/** Three readers of whom nobody can tell whether their mail was accepted. */
export async function withUnknown({ accepted }: { accepted: boolean }): Promise<AStudio> {
  const studio = await withAnIssue();
  const provider = await studio.app.provider();
  if (!provider) throw new Error('no provider');
  const submitBatch: SubmitBatch = async (...call) => {
    if (accepted) await provider.submitBatch(...call);
    return CONFLICT;
  };
  const watch = { report: () => undefined, stop: new AbortController().signal };
  const sending = await studio.app.send(aDraft().name, { ...provider, submitBatch }, watch);
  if (sending.kind !== 'sent' || sending.accounting.unknown !== 3) throw new Error(`sending ended as ${sending.kind}`);
  return studio;
}
