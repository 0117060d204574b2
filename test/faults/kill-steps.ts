import type { Moment } from './watch-store.ts';

/** Where a sender can be in its work: in a statement or a commit of its store, or in a call to the provider. */
export type Whereabouts = Moment | { at: 'answer begins' | 'answer is read' };

type KillStep = { once: boolean; is(whereabouts: Whereabouts): boolean };

const FREEZE = /^insert into "frozen_messages"/;
const FIRST_ATTEMPT = /^update "batches" .* attempted /;
const SETTLED = /^update "batches" .* settled /;
const FINISHED = /^insert into "issue_changes" .*finished sending/;

function inStore(at: Moment['at'], statement: RegExp, once: boolean): KillStep {
  return {
    once,
    is: (where) => where.at === at && 'statements' in where && where.statements.some((words) => statement.test(words)),
  };
}

function inCall(at: 'answer begins' | 'answer is read'): KillStep {
  return { once: false, is: (where) => where.at === at };
}

/** Every step of a sending at which it is killed: once in a sending, or once a batch. */
export const killSteps = {
  'before the lease is taken': inStore('before commit', /^insert into "leases"/, true),
  'before the freeze': inStore('before statement', /^update "issues" .* sending /, true),
  'in the freeze, between its statements': inStore('before statement', /^insert into "batches"/, true),
  'in the freeze, before its commit': inStore('before commit', FREEZE, true),
  'after the freeze': inStore('after commit', FREEZE, true),
  'before the first attempt is committed': inStore('before commit', FIRST_ATTEMPT, false),
  'after the first attempt is committed, before the call': inStore('after commit', FIRST_ATTEMPT, false),
  'after the call was accepted, before its answer is read': inCall('answer begins'),
  'after the answer, before anything of it is written': inCall('answer is read'),
  'in the answer, before its commit': inStore('before commit', SETTLED, false),
  'after the answer is committed': inStore('after commit', SETTLED, false),
  'before it is finished': inStore('before commit', FINISHED, true),
  'after it is finished, before the lease is given back': inStore('after commit', FINISHED, true),
} satisfies Record<string, KillStep>;

export type KillStepName = keyof typeof killSteps;

export const everyKillStep = Object.keys(killSteps) as KillStepName[];
