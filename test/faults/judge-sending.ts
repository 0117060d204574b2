import type { Accounting } from '#delivery/accounting.ts';
import { accountingOfIssue } from '#delivery/accounting-queries.ts';
import type { IssueName } from '#issue/issue-name.ts';
import { findIssue, issueId } from '#issue/issue-queries.ts';
import type { Store } from '#store/open-store.ts';
import type { AcceptedMail } from '../fakes/resend/accepted-mail.ts';
import { frozenBytes, type IsAsFrozen } from './frozen-bytes.ts';
import type { Outcome } from './scenario.ts';

/** Addresses by subscriber. */
export type Readers = ReadonlyMap<number, string>;

export type Judgement = Pick<
  Outcome,
  'readers' | 'accepted' | 'lost' | 'twice' | 'strangers' | 'unknown' | 'sumHolds' | 'breaches'
>;

/** What may have befallen readers without anybody being to blame: addresses the provider refuses, readers who left. */
export type Excuses = { refused: ReadonlySet<string>; left: ReadonlySet<string>; unknown: boolean };

type Delivery = { subscriberId: number; outcome: string | null; emailId: string | null; batchState: string };

/** What the database says and what the provider recorded, side by side. */
type Facts = {
  readers: Readers;
  excuses: Excuses;
  state: string | undefined;
  deliveries: ReadonlyMap<number, Delivery>;
  accounting: Accounting | string;
  /** By the subscriber that their tag and their address name. */
  mails: ReadonlyMap<number, readonly AcceptedMail[]>;
  strangers: readonly AcceptedMail[];
  isAsFrozen: IsAsFrozen;
};

type Promises = Readonly<Record<string, (facts: Facts) => string[]>>;

/** What is promised of the mails, each with all the breaches of it. */
const promisesOfMails: Promises = {
  'it comes to an end': ({ state }) => (state === 'sent' ? [] : [`the issue is ${state}`]),

  'the audience is who was to get it': ({ readers, deliveries }) => [
    ...[...readers].filter(([id]) => !deliveries.has(id)).map(([, address]) => `${address} has no delivery`),
    ...[...deliveries.keys()].filter((id) => !readers.has(id)).map((id) => `subscriber ${id} has a delivery`),
  ],

  'nobody is lost': (facts) => lostReaders(facts).map((address) => `${address} got nothing, and nothing is said of it`),

  'whoever is left out is left out for a reason': ({ readers, deliveries, excuses }) => {
    const reasons: Readonly<Record<string, ReadonlySet<string> | undefined>> = {
      rejected: excuses.refused,
      unsubscribed: excuses.left,
      suppressed: excuses.left,
    };
    return [...readers].flatMap(([id, address]) => {
      const outcome = deliveries.get(id)?.outcome ?? '';
      if (outcome === 'unknown') return excuses.unknown ? [] : [`${address} is unknown, though no key ran out`];
      return reasons[outcome]?.has(address) === false ? [`${address} is ${outcome}`] : [];
    });
  },

  'nobody gets it twice': ({ readers, mails }) =>
    [...mails]
      .filter(([, { length }]) => length > 1)
      .map(([id, all]) => `${readers.get(id)} got ${all.length}: ${all.map(({ key }) => key).join(', ')}`),

  'everybody gets what was frozen, in the order of their choice': ({ readers, mails, isAsFrozen }) =>
    [...mails]
      .filter(([id, all]) => !all.every((mail) => isAsFrozen(id, mail)))
      .map(([id]) => `${readers.get(id)} got other bytes`),

  'nobody else gets it': ({ strangers }) => strangers.map(({ to, key }) => `${to.join()} got one with ${key}`),
};

/** What is promised of the figures. */
const promisesOfFigures: Promises = {
  'the sum holds': ({ accounting, readers }) => {
    if (typeof accounting === 'string') return [accounting];
    return accounting.audience === readers.size ? [] : [`the audience is ${accounting.audience}`];
  },

  'accepted means that the provider took it': ({ deliveries, mails }) =>
    [...deliveries.values()].flatMap(({ subscriberId, outcome, emailId }) => {
      const taken = mails.get(subscriberId) ?? [];
      if (outcome !== 'accepted') return [];
      if (taken.length === 0) return [`subscriber ${subscriberId} is accepted, and the provider took nothing`];
      const known = emailId === null || taken.some(({ id }) => id === emailId);
      return known ? [] : [`subscriber ${subscriberId} is accepted as ${emailId}, which is another mail`];
    }),

  'what is neither accepted nor unknown was not taken': ({ deliveries, mails }) =>
    [...deliveries.values()].flatMap(({ subscriberId, outcome }) =>
      outcome !== 'accepted' && outcome !== 'unknown' && mails.has(subscriberId)
        ? [`subscriber ${subscriberId} is ${outcome ?? 'waiting'}, and the provider took it`]
        : [],
    ),
};

function lostReaders({ readers, deliveries, mails }: Facts): string[] {
  const isLost = (id: number) => {
    const delivery = deliveries.get(id);
    if (mails.has(id)) return false;
    if (delivery === undefined || delivery.outcome === 'accepted') return true;
    return delivery.outcome === null && delivery.batchState !== 'stopped';
  };
  return [...readers].filter(([id]) => isLost(id)).map(([, address]) => address);
}

async function readDeliveries(store: Store, issue_id: number): Promise<Facts['deliveries']> {
  const rows = await store
    .selectFrom('deliveries')
    .innerJoin('batches', (join) =>
      join
        .onRef('batches.issue_id', '=', 'deliveries.issue_id')
        .onRef('batches.number', '=', 'deliveries.batch_number'),
    )
    .select(['deliveries.subscriber_id', 'deliveries.outcome', 'deliveries.email_id', 'batches.state'])
    .where('deliveries.issue_id', '=', issue_id)
    .execute();
  return new Map(
    rows.map(({ subscriber_id: subscriberId, outcome, email_id: emailId, state: batchState }) => [
      subscriberId,
      { subscriberId, outcome, emailId, batchState },
    ]),
  );
}

function sortMails(issue: number, readers: Readers, accepted: readonly AcceptedMail[]) {
  const mails = new Map<number, AcceptedMail[]>();
  const strangers: AcceptedMail[] = [];
  for (const mail of accepted) {
    const tag = mail.tags
      .find(({ name }) => name === 'delivery')
      ?.value.split('-')
      .map(Number);
    const subscriber = tag?.[0] === issue ? tag[1] : undefined;
    const isTheirs = subscriber !== undefined && mail.to.length === 1 && mail.to[0] === readers.get(subscriber);
    if (isTheirs) mails.set(subscriber, [...(mails.get(subscriber) ?? []), mail]);
    else strangers.push(mail);
  }
  return { mails, strangers };
}

/** What each issue was to go to, and what the provider recorded. */
export type Sendings = {
  readersOf: ReadonlyMap<IssueName, Readers>;
  excuses: Excuses;
  accepted: readonly AcceptedMail[];
};

async function judgeOne(store: Store, issue: IssueName, readers: Readers, { excuses, accepted }: Sendings) {
  const id = await issueId(store, issue);
  const facts: Facts = {
    readers,
    excuses,
    state: (await findIssue(store, issue))?.state,
    deliveries: await readDeliveries(store, id),
    accounting: await accountingOfIssue(store, id).catch((error: Error) => error.message),
    ...sortMails(id, readers, accepted),
    isAsFrozen: await frozenBytes(store, issue),
  };
  const [ofMails, ofFigures] = [promisesOfMails, promisesOfFigures].map((promises) =>
    Object.entries(promises).flatMap(([promise, breachesOf]) => inShort(promise, breachesOf(facts))),
  ) as [string[], string[]];
  const { accounting } = facts;
  return {
    accepted: facts.mails.size,
    lost: lostReaders(facts).length,
    twice: [...facts.mails.values()].filter(({ length }) => length > 1).length,
    strangers: facts.strangers.length,
    unknown: typeof accounting === 'string' ? 0 : accounting.unknown,
    sumHolds: ofFigures.length === 0,
    breaches: [...ofMails, ...ofFigures].map((breach) => `${issue}: ${breach}`),
  };
}

/** Holds what the database says of issues against what the provider recorded of them. */
export async function judgeSendings(store: Store, sendings: Sendings): Promise<Judgement> {
  const { readersOf, accepted } = sendings;
  const mailsOf = Map.groupBy(accepted, ({ tags }) => tags.find(({ name }) => name === 'issue')?.value);
  const judged: Omit<Judgement, 'readers'>[] = [];
  for (const [issue, readers] of readersOf)
    judged.push(await judgeOne(store, issue, readers, { ...sendings, accepted: mailsOf.get(issue) ?? [] }));
  const others = [...mailsOf].filter(([issue]) => !readersOf.has(issue as IssueName));
  const sum = (figure: 'accepted' | 'lost' | 'twice' | 'strangers' | 'unknown') =>
    judged.reduce((total, one) => total + one[figure], 0);
  return {
    readers: Math.max(...[...readersOf.values()].map(({ size }) => size)),
    accepted: sum('accepted'),
    lost: sum('lost'),
    twice: sum('twice'),
    strangers: sum('strangers') + others.reduce((total, [, mails]) => total + mails.length, 0),
    unknown: sum('unknown'),
    sumHolds: judged.every(({ sumHolds }) => sumHolds),
    breaches: [
      ...judged.flatMap(({ breaches }) => breaches),
      ...others.map(([issue, { length }]) => `${length} mails of ${issue} went out, which nobody was to get`),
    ],
  };
}

const SHOWN_MOST = 3;

function inShort(promise: string, breaches: readonly string[]): string[] {
  if (breaches.length === 0) return [];
  const more = breaches.length > SHOWN_MOST ? [`and ${breaches.length - SHOWN_MOST} more`] : [];
  return [`${promise}: ${[...breaches.slice(0, SHOWN_MOST), ...more].join('; ')}`];
}
