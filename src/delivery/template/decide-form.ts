import type { Clock } from '#calendar/clock.ts';
import type { InterestOrder } from '#issue/interest-order.ts';
import type { SendingIssue } from '#issue/issue.ts';
import { BY_SENDER, type IssueAct } from '#issue/issue-change.ts';
import { recordChange } from '#issue/issue-change-queries.ts';
import { issueId } from '#issue/issue-queries.ts';
import { inTransaction } from '#store/in-transaction.ts';
import type { Store } from '#store/open-store.ts';
import { recordOrderTemplates } from '../frozen-order-queries.ts';
import type { LookEvent } from '../provider-list/look-before-freezing.ts';
import type { LeftOff } from '../send-result.ts';
import { type Form, formOf, recordForm, wasAttempted } from './form-queries.ts';
import { issueTemplates } from './issue-template-queries.ts';
import { lookAtTemplate, type Publishing, type PublishingPorts, publishTemplate } from './publish-template.ts';

export type DecidingPorts = Omit<PublishingPorts, 'report'> & {
  store: Store;
  clock: Clock;
  /** What is wished for; an issue that has begun otherwise stays as it is. */
  delivery: Form['kind'];
  report(event: LookEvent): void;
};

type Unfinished = Extract<Publishing, { kind: 'no-answer' | 'stopped' }>;
type Refused = Extract<Publishing, { kind: 'refused' }>;

function leftOff({ stop }: DecidingPorts, unfinished: Unfinished): LeftOff {
  if (unfinished.kind === 'no-answer')
    return { kind: 'interrupted', because: `the template of the issue: ${unfinished.because}` };
  return { kind: stop.aborted ? 'stopped-by-signal' : 'lease-lost' };
}

type OrderTemplates = ReadonlyMap<InterestOrder, string>;
type Decision = { form: Form; orders?: OrderTemplates; act: IssueAct; note: string };

/** The form and its line in the history come true together; whoever was too slow changes nothing. */
async function decide(ports: DecidingPorts, issue: SendingIssue, decision: Decision): Promise<void> {
  const { form, orders = new Map(), act, note } = decision;
  const isOurs = await inTransaction(ports.store, async (transaction) => {
    const id = await issueId(transaction, issue.name);
    if (!(await recordForm(transaction, id, form))) return false;
    await recordOrderTemplates(transaction, id, orders);
    await recordChange(transaction, issue, issue, { who: BY_SENDER, act, at: ports.clock(), note });
    return true;
  });
  if (isOurs && form.kind === 'inline') ports.report({ kind: 'note', words: note });
}

/** Publishes the mail in each of its orders; the first that is refused ends it. */
async function publishEach(
  ports: DecidingPorts,
  issue: SendingIssue,
  id: number,
): Promise<{ kind: 'published'; own: string; orders: OrderTemplates } | Unfinished | Refused> {
  const made = await issueTemplates(ports.store, id, issue.name);
  if (made.kind === 'impossible') return { kind: 'refused', because: made.because };
  const own = await publishTemplate(ports, made.own);
  if (own.kind !== 'published') return own;
  const orders = new Map<InterestOrder, string>();
  for (const { order, template } of made.orders) {
    const publishing = await publishTemplate(ports, template);
    if (publishing.kind !== 'published') return publishing;
    orders.set(order, publishing.id);
  }
  return { kind: 'published', own: own.id, orders };
}

async function publish(ports: DecidingPorts, issue: SendingIssue, id: number): Promise<LeftOff | undefined> {
  const publishing = await publishEach(ports, issue, id);
  if (publishing.kind === 'no-answer' || publishing.kind === 'stopped') return leftOff(ports, publishing);
  if (publishing.kind === 'published') {
    const { own, orders } = publishing;
    const others = orders.size === 0 ? '' : `, and ${[...orders.values()].join(', ')} for orders of interest`;
    const note = `template ${own}${others}`;
    await decide(ports, issue, { form: { kind: 'template', id: own }, orders, act: 'published the template of', note });
    return undefined;
  }
  const note = `no template of it was published: ${publishing.because}; every mail carries its whole text`;
  await decide(ports, issue, { form: { kind: 'inline' }, act: 'published no template of', note });
  return undefined;
}

/** Mails of before had other words if one was edited since; readers would be refused one by one if one is gone. */
async function stillStands(ports: DecidingPorts, issue: SendingIssue, id: number, ownId: string) {
  const made = await issueTemplates(ports.store, id, issue.name);
  if (made.kind === 'impossible') throw new Error(`${issue.name} has a template it cannot have -- invariant`);
  const published = [{ template: made.own, templateId: ownId }, ...made.orders];
  for (const { template, templateId } of published) {
    if (templateId === undefined) throw new Error(`an order of ${issue.name} was never published -- invariant`);
    const looking = await lookAtTemplate(ports, template, templateId);
    if (looking.kind === 'refused')
      return { kind: 'paused' as const, because: `its template ${templateId} is not as it was: ${looking.because}` };
    if (looking.kind !== 'published') return leftOff(ports, looking);
  }
  return undefined;
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
