import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addressSchema } from '#subscribers/address.ts';
import { answerSignUps } from '#subscribers/answer-sign-ups.ts';
import { confirmSignUp } from '#subscribers/confirm-sign-up.ts';
import { importSubscribers } from '#subscribers/import-subscribers.ts';
import { eraseReader } from '#subscribers/preference-queries.ts';
import { recordSignUp } from '#subscribers/sign-up-queries.ts';
import { findSubscriber, unsubscribe } from '#subscribers/subscriber-queries.ts';
import type { SoakWorld } from './soak-world.ts';

/** One way in which the list changes: for how many of a thousand readers a week, and how. */
export type Movement = { ofAThousand: number; move(world: SoakWorld, many: number): Promise<void> };

function newAddress(world: SoakWorld): string {
  world.newcomers += 1;
  return `newcomer-${world.newcomers}@readers.test`;
}

const theGone = ({ left, erased, suppressed }: SoakWorld) => [...left, ...erased, ...suppressed];

const known = (world: SoakWorld, address: string) => findSubscriber(world.store, addressSchema.parse(address));

/** The forms are filled in, answered by mail, and confirmed by those who may be mailed. */
async function signUp(world: SoakWorld, addresses: readonly string[]): Promise<void> {
  const { store, app } = world;
  const form = { page: 'https://verdicts.example/', ipHash: 'hash', userAgent: 'Mozilla/5.0', votes: null };
  for (const address of addresses)
    await recordSignUp(store, { ...form, address: addressSchema.parse(address) }, world.now());
  while ((await answerSignUps({ store, secret: app.config.appSecret, now: world.now(), mails: app.mails })) > 0);
  const answered = await store
    .selectFrom('sign_ups')
    .select(['id', 'address'])
    .where('state', '=', 'answered')
    .execute();
  for (const { id, address } of answered.filter((one) => addresses.includes(one.address))) {
    const welcome = (token: string) => app.mails.welcome(token, undefined);
    const ports = { store, secrets: app.secrets, now: world.now(), welcome, confirmed: async () => undefined };
    if ((await confirmSignUp(ports, id)).kind !== 'confirmed') continue;
    if (world.suppressed.has(address)) world.breach(`${address} is suppressed and came back by the form`);
    world.active.add(address);
    for (const gone of [world.left, world.erased]) gone.delete(address);
  }
}

/** A list from elsewhere, which also has people on it who are gone: they stay away. */
async function importList(world: SoakWorld, fresh: readonly string[], others: readonly string[]): Promise<void> {
  const file = join(world.folder, 'readers.csv');
  const lines = [...fresh, ...others].map((address) => `${address},elsewhere,2026-01-01T00:00:00Z`);
  await writeFile(file, ['email,consent_source,consent_at', ...lines, ''].join('\n'));
  await importSubscribers(world.store, file, {
    defaults: { consentSource: undefined, consentAt: undefined },
    dryRun: false,
    secrets: world.app.secrets,
    now: world.now(),
    refuse: () => undefined,
  });
  for (const address of fresh) world.active.add(address);
}

export async function leave(world: SoakWorld, many: number): Promise<void> {
  for (const address of world.some(world.active, many)) {
    const reader = await known(world, address);
    if (!reader) throw new Error(`${address} is not on the list`);
    await unsubscribe(world.store, reader.id, 'left', world.now().toISOString());
    world.active.delete(address);
    world.left.add(address);
    world.goneThisWeek.add(address);
  }
}

export async function erase(world: SoakWorld, many: number): Promise<void> {
  for (const address of world.some([...world.active, ...world.left], many)) {
    const reader = await known(world, address);
    if (!reader) throw new Error(`${address} is not on the list`);
    await eraseReader(world.store, world.app.config.appSecret, reader, world.now());
    world.active.delete(address);
    world.left.delete(address);
    world.erased.add(address);
    world.goneThisWeek.add(address);
  }
}

/** What a week brings before its issue is frozen. */
export const movements: Readonly<Record<string, Movement>> = {
  'new readers sign up': {
    ofAThousand: 5,
    move: (world, many) =>
      signUp(
        world,
        Array.from({ length: many }, () => newAddress(world)),
      ),
  },
  'people who are gone sign up again': {
    ofAThousand: 2,
    move: (world, many) => signUp(world, world.some(theGone(world), many)),
  },
  'a list is imported': {
    ofAThousand: 15,
    move: (world, many) =>
      importList(
        world,
        Array.from({ length: many }, () => newAddress(world)),
        [...world.some(world.active, many), ...world.some(theGone(world), many)],
      ),
  },
  'readers leave': { ofAThousand: 6, move: leave },
  'readers are erased': { ofAThousand: 2, move: erase },
};
