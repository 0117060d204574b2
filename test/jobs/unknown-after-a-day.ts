import { aDraft } from '../builders/issue-builders.ts';
import type { AStudio } from '../studio/a-studio.ts';
import { withAnIssue } from './an-approved-issue.ts';

const DAY_MS = 24 * 3_600_000;
const watch = { report: () => undefined, stop: new AbortController().signal };

/** Three readers of whom nobody can tell whether their mail was accepted: the sender died with its call, a day ago. */
export async function unknownAfterADay({ accepted }: { accepted: boolean }): Promise<AStudio> {
  const studio = await withAnIssue();
  const provider = await studio.app.provider();
  if (!provider) throw new Error('no provider');
  const submitBatch: typeof provider.submitBatch = async (...call) => {
    if (accepted) await provider.submitBatch(...call);
    throw new Error('killed');
  };
  await studio.app.send(aDraft().name, { ...provider, submitBatch }, watch).catch(() => undefined);
  studio.advance(DAY_MS);
  const sending = await studio.app.send(aDraft().name, provider, watch);
  if (sending.kind !== 'sent' || sending.accounting.unknown !== 3) throw new Error(`sending ended as ${sending.kind}`);
  return studio;
}
