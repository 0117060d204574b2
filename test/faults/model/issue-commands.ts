import { plainDate } from '#calendar/plain-date.ts';
import { approveWeek } from '#delivery/approve-week.ts';
import { pauseSending, resumeSending, sendToUnmailed, settleUnknown, stopSending } from '#delivery/steer-sending.ts';
import { composeWeek } from '#issue/compose-week.ts';
import { editWeek, isEditableDigest } from '#issue/edit-week.ts';
import type { Issue } from '#issue/issue.ts';
import { fieldsOf } from '#issue/issue-fields.ts';
import { readyMail } from '#rendering/ready-mail.ts';
import { actOnIssue, issueActs } from '../../../src/studio/issue/issue-acts.ts';
import { aCatalog, aPairing } from '../../builders/catalog-builders.ts';
import { week } from '../../builders/issue-builders.ts';
import { mailSettings } from '../../builders/sending-rig.ts';
import { aShelf } from '../../issue/a-shelf.ts';
import { deliveriesNow, EDITOR, issueNow, type ModelWorld, NAME } from './model-world.ts';

type State = Issue['state'];
/** The states that a command may lead to from each; from those not named it leads nowhere. */
type Leads = Partial<Record<State, readonly State[]>>;

export type IssueCommand = { leads: Leads; run(world: ModelWorld): Promise<unknown> };

const PAIRINGS = [aPairing('alpha', 'beta'), aPairing('gamma', 'delta'), aPairing('epsilon', 'zeta')];

const steering = (world: ModelWorld) => ({ name: NAME, who: EDITOR, at: world.now() });

async function compose(world: ModelWorld): Promise<unknown> {
  const pairings = PAIRINGS.slice(0, Math.floor(world.random() * (PAIRINGS.length + 1)));
  return composeWeek(world.rig.store, {
    week: week(NAME),
    reading: { catalog: aCatalog({ pairings }), faults: [] },
    limits: { most: 5, fewest: 2 },
    today: plainDate('2026-11-17'),
    sendsOn: plainDate('2026-11-17'),
    composedAt: world.now(),
    who: EDITOR,
    overEdits: world.random() < 0.5,
  });
}

async function edit(world: ModelWorld): Promise<unknown> {
  const issue = await issueNow(world);
  if (!isEditableDigest(issue)) return undefined;
  const fields = { ...fieldsOf(issue), subject: `Alpha or Beta, take ${Math.floor(world.random() * 3)}?` };
  const saw = { base: issue.contentHash, baseSendAt: issue.sendAt };
  return editWeek(world.rig.store, { week: week(NAME), ...saw, fields, shelf: aShelf(), who: EDITOR, at: world.now() });
}

function button(act: keyof typeof issueActs, leads: Leads): IssueCommand {
  return {
    leads,
    run: (world) => actOnIssue(world.rig.store, issueActs[act], { ...steering(world), reason: 'for some reason' }),
  };
}

async function unknownNow(world: ModelWorld): Promise<number[]> {
  return (await deliveriesNow(world)).flatMap(({ subscriber, outcome }) => (outcome === 'unknown' ? [subscriber] : []));
}

async function sayTheyGotIt(world: ModelWorld): Promise<unknown> {
  const unknown = await unknownNow(world);
  const settled = await settleUnknown(world.rig.store, steering(world), 'they got it');
  if (settled.kind === 'done') for (const id of unknown) world.saidToHaveIt.add(id);
  return settled;
}

async function sendUnknownAgain(world: ModelWorld): Promise<unknown> {
  const unknown = await unknownNow(world);
  const settled = await settleUnknown(world.rig.store, steering(world), 'send again');
  if (settled.kind === 'done') for (const id of unknown) world.sentAgain.set(id, (world.sentAgain.get(id) ?? 0) + 1);
  return settled;
}

const SENDING: Leads = { sending: ['sending'] };

/** What is done to an issue before it is sent, and where it leads. */
export const writingCommands = {
  compose: {
    leads: {
      draft: ['draft', 'held', 'skipped'],
      approved: ['approved', 'draft', 'held', 'skipped'],
      held: ['draft', 'held', 'skipped'],
      skipped: ['draft', 'held', 'skipped'],
    },
    run: compose,
  },
  edit: { leads: { draft: ['draft'], approved: ['approved', 'draft'], held: ['held', 'draft'] }, run: edit },
  approve: {
    leads: { draft: ['approved', 'draft'] },
    run: (world) =>
      approveWeek({ store: world.rig.store, mail: mailSettings, readyMail }, NAME, {
        editor: EDITOR,
        now: world.now(),
        today: plainDate('2026-11-17'),
      }),
  },
  withdraw: button('withdraw', { approved: ['draft'] }),
  hold: button('hold', { draft: ['held'], approved: ['held'] }),
  release: button('release', { held: ['draft', 'held'] }),
  skip: button('skip', { draft: ['skipped'], held: ['skipped'] }),
} satisfies Record<string, IssueCommand>;

/** What is done to one that is being sent or was, and where it leads. */
export const steeringCommands = {
  pause: { leads: SENDING, run: (world) => pauseSending(world.rig.store, steering(world)) },
  resume: { leads: SENDING, run: (world) => resumeSending(world.rig.store, steering(world)) },
  stop: { leads: SENDING, run: (world) => stopSending(world.rig.store, steering(world)) },
  'send to those who did not get it': {
    leads: { sent: ['sent', 'sending'] },
    run: (world) => sendToUnmailed(world.rig.store, steering(world)),
  },
  'say that the unknown got it': { leads: SENDING, run: sayTheyGotIt },
  'ask the provider’s list': { leads: SENDING, run: ({ rig }) => rig.ask() },
  'send to the unknown again': { leads: { ...SENDING, sent: ['sent', 'sending'] }, run: sendUnknownAgain },
} satisfies Record<string, IssueCommand>;

/** What a send may lead to. */
export const SEND_LEADS: Leads = {
  draft: ['draft'],
  approved: ['approved', 'draft', 'sending', 'sent'],
  sending: ['sending', 'sent'],
};

/** Why a step is none that the table allows; undefined when it is one. */
export function wrongStep(leads: Leads, before: State, after: State): string | undefined {
  const allowed = leads[before] ?? [before];
  return allowed.includes(after) ? undefined : `it led from ${before} to ${after}`;
}
