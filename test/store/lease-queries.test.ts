import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Holder, returnLease, takeLease, thisProcess } from '#store/lease-queries.ts';
import { openStore, type Store } from '#store/open-store.ts';
import { aSharedDatabase, database } from '../builders/databases.ts';
import { aStore } from '../builders/store-builders.ts';
import { runAtOnce } from './run-at-once.ts';

const nine = new Date('2026-11-17T09:00:00.000Z');
const afterMs = (ms: number) => new Date(nine.getTime() + ms);
const [ann, bob] = [thisProcess('ann'), thisProcess('bob')];
const oursIsIt = { kind: 'held-by-us' };

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.destroy());

function take(holder: Holder, now = nine, name = 'sender') {
  return takeLease(store, name, holder, now, 60_000);
}

/** The number of a process that lived a moment ago. */
function deadPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

describe('A lease', () => {
  it('is held by one at a time, and the other is told by whom until when', async () => {
    expect(await take(ann)).toEqual(oursIsIt);
    expect(await take(bob)).toEqual({ kind: 'held-by-other', holder: ann, until: '2026-11-17T09:01:00.000Z' });
  });

  it('goes to one of several who ask at once', async () => {
    const asked = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((id) => take(thisProcess(id))));
    expect(asked.filter(({ kind }) => kind === 'held-by-us')).toHaveLength(1);
  });

  it('of one name says nothing about another', async () => {
    await take(ann);
    expect(await take(bob, nine, 'scheduler')).toEqual(oursIsIt);
  });

  it('is taken over when it has run out, and not a moment before', async () => {
    await take(ann);
    expect(await take(bob, afterMs(59_999))).toMatchObject({ kind: 'held-by-other' });
    expect(await take(bob, afterMs(60_000))).toEqual(oursIsIt);
    expect(await take(ann, afterMs(60_000))).toMatchObject({ kind: 'held-by-other', holder: bob });
  });

  it('is renewed by its holder, from the moment it asks', async () => {
    await take(ann);
    expect(await take(ann, afterMs(30_000))).toEqual(oursIsIt);
    expect(await take(bob, afterMs(89_999))).toEqual({
      kind: 'held-by-other',
      holder: ann,
      until: '2026-11-17T09:01:30.000Z',
    });
  });
});

describe('A lease whose process is gone', () => {
  it('is taken over at once on the same machine', async () => {
    const dead = { ...ann, pid: deadPid() };
    await take(dead);
    expect(await take(bob)).toEqual(oursIsIt);
  });

  it('is waited for when it was on another machine, where a process may have the same number', async () => {
    const elsewhere = { ...ann, host: 'another-machine.example.org', pid: deadPid() };
    await take(elsewhere);
    expect(await take(bob)).toMatchObject({ kind: 'held-by-other', holder: elsewhere });
    expect(await take(bob, afterMs(60_000))).toEqual(oursIsIt);
  });

  it('is not mistaken for one whose process belongs to somebody else', async () => {
    const first = { ...ann, pid: 1 };
    await take(first);
    expect(await take(bob)).toMatchObject({ kind: 'held-by-other' });
  });
});

describe('Giving a lease back', () => {
  it('lets the next one have it at once', async () => {
    await take(ann);
    await returnLease(store, 'sender', ann);
    expect(await take(bob)).toEqual(oursIsIt);
  });

  it('does nothing to a lease that another holds', async () => {
    await take(ann);
    await returnLease(store, 'sender', bob);
    expect(await take(bob)).toMatchObject({ kind: 'held-by-other', holder: ann });
  });

  it('does nothing when another has taken it over', async () => {
    await take(ann);
    await take(bob, afterMs(60_000));
    await returnLease(store, 'sender', ann);
    expect(await take(thisProcess('cy'), afterMs(60_000))).toMatchObject({ holder: bob });
  });

  it('leaves leases of other names alone', async () => {
    await take(ann);
    await take(ann, nine, 'scheduler');
    await returnLease(store, 'scheduler', ann);
    expect(await take(bob)).toMatchObject({ kind: 'held-by-other' });
  });
});

/** Each turn of two processes on PostgreSQL is a race that one of them has to run again. */
const TURNS = database === 'postgres' ? '10' : '60';

describe('Processes on one database', () => {
  const script = new URL('./take-lease-process.ts', import.meta.url);

  async function aDatabase(): Promise<string> {
    const path = await aSharedDatabase();
    await (await openStore(path)).destroy();
    return path;
  }

  it('that ask at the same moment get the lease once', async () => {
    const path = await aDatabase();
    const answers = await runAtOnce(script, [[path], [path], [path]]);
    expect(answers.toSorted()).toEqual(['held-by-other', 'held-by-other', 'held-by-us']);
  });

  it('wait for each other, however often they take turns', async () => {
    const path = await aDatabase();
    const answers = await runAtOnce(script, [
      [path, TURNS],
      [path, TURNS],
    ]);
    expect(answers).toContain('held-by-us');
  });
});

it('A process names itself by its machine, its number and what it is called', () => {
  expect(thisProcess('ann')).toEqual({ host: expect.stringMatching(/./), pid: process.pid, id: 'ann' });
});
