import type { Clock } from '#calendar/clock.ts';
import type { SendingIssue } from '#issue/issue.ts';
import { BY_SENDER, type IssueAct } from '#issue/issue-change.ts';
import { recordChange } from '#issue/issue-change-queries.ts';
import { issueId } from '#issue/issue-queries.ts';
import { inTransaction } from '#store/in-transaction.ts';
import type { Store } from '#store/open-store.ts';
import { frozenMessage } from '../batch-queries.ts';
import type { LookEvent } from '../provider-list/look-before-freezing.ts';
import type { LeftOff } from '../send-result.ts';
import { type Form, formOf, recordForm, wasAttempted } from './form-queries.ts';
import { issueTemplate } from './issue-template.ts';
import { lookAtTemplate, type Publishing, type PublishingPorts, publishTemplate } from './publish-template.ts';

export type DecidingPorts = Omit<PublishingPorts, 'report'> & {
  store: Store;
  clock: Clock;
  /** What is wished for; an issue that has begun otherwise stays as it is. */
  delivery: Form['kind'];
  report(event: LookEvent): void;
};

type Unfinished = Extract<Publishing, { kind: 'no-answer' | 'stopped' }>;

function leftOff({ stop }: DecidingPorts, unfinished: Unfinished): LeftOff {
  if (unfinished.kind === 'no-answer')
    return { kind: 'interrupted', because: `the template of the issue: ${unfinished.because}` };
  return { kind: stop.aborted ? 'stopped-by-signal' : 'lease-lost' };
}

type Decision = { form: Form; act: IssueAct; note: string };

/** The form and its line in the history come true together; whoever was too slow changes nothing. */
async function decide(ports: DecidingPorts, issue: SendingIssue, { form, act, note }: Decision): Promise<void> {
  const isOurs = await inTransaction(ports.store, async (transaction) => {
    if (!(await recordForm(transaction, await issueId(transaction, issue.name), form))) return false;
    await recordChange(transaction, issue, issue, { who: BY_SENDER, act, at: ports.clock(), note });
    return true;
  });
  if (isOurs && form.kind === 'inline') ports.report({ kind: 'note', words: note });
}

async function publish(ports: DecidingPorts, issue: SendingIssue, id: number): Promise<LeftOff | undefined> {
  const made = issueTemplate(await frozenMessage(ports.store, id), issue.name);
  const publishing: Publishing =
    made.kind === 'template' ? await publishTemplate(ports, made.template) : { kind: 'refused', because: made.because };
  if (publishing.kind === 'no-answer' || publishing.kind === 'stopped') return leftOff(ports, publishing);
  if (publishing.kind === 'published') {
    const form: Form = { kind: 'template', id: publishing.id };
    await decide(ports, issue, { form, act: 'published the template of', note: `template ${publishing.id}` });
    return undefined;
  }
  const note = `no template of it was published: ${publishing.because}; every mail carries its whole text`;
  await decide(ports, issue, { form: { kind: 'inline' }, act: 'published no template of', note });
  return undefined;
}

/** Mails of before had other words if it was edited since; readers would be refused one by one if it is gone. */
async function stillStands(ports: DecidingPorts, issue: SendingIssue, id: number, templateId: string) {
  const made = issueTemplate(await frozenMessage(ports.store, id), issue.name);
  if (made.kind !== 'template') throw new Error(`${issue.name} has a template it cannot have -- invariant`);
  const looking = await lookAtTemplate(ports, made.template, templateId);
  if (looking.kind === 'published') return undefined;
  if (looking.kind !== 'refused') return leftOff(ports, looking);
  return { kind: 'paused' as const, because: `its template ${templateId} is not as it was: ${looking.because}` };
}

/**
 * Decides once how an issue's batches go out, before the first is attempted, and publishes the template if that is it; later
 * looks whether that still is what it was. Undefined when batches may leave.
 */
export async function decideForm(ports: DecidingPorts, issue: SendingIssue): Promise<LeftOff | undefined> {
  const id = await issueId(ports.store, issue.name);
  const form = await formOf(ports.store, id);
  if (form?.kind === 'inline') return undefined;
  if (form) return stillStands(ports, issue, id, form.id);
  if (ports.delivery === 'template' && !(await wasAttempted(ports.store, id))) return publish(ports, issue, id);
  // What was attempted before forms were written down was inline.
  await recordForm(ports.store, id, { kind: 'inline' });
  return undefined;
}
