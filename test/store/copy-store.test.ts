import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setImmediate as letOthersGoFirst } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { COPIED_TABLES } from '#store/copied-tables.ts';
import { type CopyPorts, copyStore } from '#store/copy-store.ts';
import { openStore, type Store } from '#store/open-store.ts';
import { fillWithAwkwardRows } from '../builders/awkward-rows.ts';
import { aSharedDatabase, database } from '../builders/databases.ts';
import { addReaders } from '../builders/store-builders.ts';
import { scratchFolder } from './scratch-folder.ts';

const quietly: CopyPorts = { evenWhileSending: false, report: () => undefined, stop: new AbortController().signal };

async function open(url: string): Promise<Store> {
  const store = await openStore(url);
  onTestFinished(() => store.destroy());
  return store;
}

async function aFile(): Promise<string> {
  return join(await scratchFolder(), 'verdicts.sqlite');
}

/** A SQLite file to copy, and an empty database of the kind the tests run on. */
async function aSourceAndATarget(): Promise<{ source: Store; target: Store }> {
  return { source: await open(await aFile()), target: await open(await aSharedDatabase()) };
}

async function everyRowOf(store: Store): Promise<Record<string, unknown>> {
  const rows: Record<string, unknown> = {};
  for (const { table } of COPIED_TABLES) {
    const all = (await store.selectFrom(table).selectAll().execute()).map((row) => JSON.stringify(row));
    rows[table] = all.toSorted();
  }
  return rows;
}

const nothing = Object.fromEntries(COPIED_TABLES.map(({ table }) => [table, []]));

function anIssue(state: 'approved' | 'sending', name = '2026-W47') {
  return { name, state, cutoff_on: '2026-11-16', report: '{}', composed_at: '2026-11-16T09:00:00.000Z' };
}

function aReader(name: string) {
  const address = `${name}@resend.dev`;
  const agreed = { status_changed_at: '', consent_source: '', consent_at: '', created_at: '' };
  return { ...agreed, status: 'active' as const, address, address_key: address, name };
}

const aSignUp = {
  address: '',
  address_key: '',
  state: 'waiting' as const,
  page: '',
  ip_hash: '',
  user_agent: '',
  created_at: '',
};

async function countOf(store: Store, table: 'subscribers' | 'votes'): Promise<number> {
  const query = store.selectFrom(table).select(({ fn }) => fn.countAll<number>().as('count'));
  return Number((await query.executeTakeFirstOrThrow()).count);
}

describe('A copy', () => {
  it('has every row of every table as it was, there and back again', async () => {
    const { source, target } = await aSourceAndATarget();
    await fillWithAwkwardRows(source);
    const back = await open(await aFile());
    const there = await copyStore(source, target, quietly);
    expect(there.kind).toBe('copied');
    expect(await copyStore(target, back, quietly)).toEqual(there);
    const before = await everyRowOf(source);
    expect(Object.values(before).every((rows) => (rows as unknown[]).length > 10)).toBe(true);
    expect(await everyRowOf(back)).toEqual(before);
    expect(await everyRowOf(target)).toEqual(before);
  });

  it('leaves out what belongs to the database it was made from', async () => {
    const { source, target } = await aSourceAndATarget();
    await source.insertInto('leases').values({ name: 'sender', holder: '{}', expires_at: '' }).execute();
    await source.insertInto('paces').values({ account: 'resend', spacing_ms: 500, next_call_at_ms: 1 }).execute();
    expect(await copyStore(source, target, quietly)).toMatchObject({ kind: 'copied' });
    expect(await target.selectFrom('leases').selectAll().execute()).toEqual([]);
    expect(await target.selectFrom('paces').selectAll().execute()).toEqual([]);
  });

  it('misses no row of a table that takes several pages, whatever its key', async () => {
    const { source, target } = await aSourceAndATarget();
    const votes = Array.from({ length: 3500 }, (_, index) => ({
      tool: ['a', 'é', 'Ａ', '😀'][index % 4] as string,
      subscriber_id: index,
      choice: 'ship' as const,
      voted_at: '2026-11-17T09:00:00.000Z',
    }));
    await source.insertInto('votes').values(votes).execute();
    await addReaders(source, 2000);
    const began_at = '2026-11-20T10:00:00.000Z';
    await source
      .insertInto('rehearsals')
      .values(Array.from({ length: 1001 }, () => ({ began_at })))
      .execute();
    const result = await copyStore(source, target, quietly);
    expect(result.kind === 'copied' && result.tables.filter(({ rows }) => rows > 0)).toMatchObject([
      { table: 'subscribers', rows: 2000 },
      { table: 'rehearsals', rows: 1001 },
      { table: 'votes', rows: 3500 },
    ]);
    expect(await everyRowOf(target)).toEqual(await everyRowOf(source));
  });

  it('keeps a text of many megabytes', async () => {
    const { source, target } = await aSourceAndATarget();
    const content = 'wörds '.repeat(2_000_000);
    await source
      .insertInto('issues')
      .values({ ...anIssue('approved'), content })
      .execute();
    expect(await copyStore(source, target, quietly)).toMatchObject({ kind: 'copied' });
    const copied = await target.selectFrom('issues').select('content').executeTakeFirstOrThrow();
    expect(copied.content === content).toBe(true);
  });

  it('goes on with the next number, also after rows that are gone', async () => {
    const { source, target } = await aSourceAndATarget();
    await addReaders(source, 5);
    await source.deleteFrom('subscribers').where('id', '>', 3).execute();
    await source.insertInto('issues').values(anIssue('approved')).execute();
    await source.deleteFrom('issues').execute();
    await copyStore(source, target, quietly);
    const issue = target.insertInto('issues').values(anIssue('approved')).returning('id');
    expect(await issue.executeTakeFirst()).toEqual({ id: 2 });
    const reader = target.insertInto('subscribers').values(aReader('new')).returning('id');
    expect(await reader.executeTakeFirst()).toEqual({ id: 6 });
    const signUp = target.insertInto('sign_ups').values(aSignUp).returning('id');
    expect(await signUp.executeTakeFirst()).toEqual({ id: 1 });
  });

  it('tells of every row, first that it is copied, then that it is checked', async () => {
    const { source, target } = await aSourceAndATarget();
    await addReaders(source, 2500);
    const told: string[] = [];
    await copyStore(source, target, {
      ...quietly,
      report: ({ step, done, total }) => told.push(`${step} ${done} of ${total}`),
    });
    expect(told).toEqual(
      ['copied', 'checked'].flatMap((step) => [1000, 2000, 2500].map((done) => `${step} ${done} of 2500`)),
    );
  });
});

describe('A copy of a database in use', () => {
  /** A reader and their vote, again and again, always both or neither, until told to end. */
  function writeAway(store: Store): () => Promise<number> {
    let goesOn = true;
    let pairs = 0;
    const writing = (async () => {
      for (; goesOn; pairs += 1) {
        await store.transaction().execute(async (transaction) => {
          const reader = transaction
            .insertInto('subscribers')
            .values(aReader(`later${pairs}`))
            .returning('id');
          const { id } = await reader.executeTakeFirstOrThrow();
          const vote = { tool: 'a', subscriber_id: id, choice: 'ship', voted_at: '' } as const;
          await transaction.insertInto('votes').values(vote).execute();
        });
        await letOthersGoFirst();
      }
    })();
    return async () => {
      goesOn = false;
      await writing;
      return pairs;
    };
  }

  it('is one moment of it, and keeps nobody from writing', async () => {
    const url = await aSharedDatabase();
    const [source, other] = [await open(url), await open(url)];
    await addReaders(source, 5000);
    const target = await open(await aFile());
    const endWriting = writeAway(other);
    await expect.poll(() => countOf(source, 'votes')).toBeGreaterThan(1);
    const result = await copyStore(source, target, quietly);
    const pairs = await endWriting();
    expect(result.kind).toBe('copied');
    const votes = await countOf(target, 'votes');
    expect(await countOf(target, 'subscribers')).toBe(5000 + votes);
    expect(pairs).toBeGreaterThan(votes);
  });
});

describe('A copy that cannot be', () => {
  it('is refused while an issue is sending, paused or not', async () => {
    const { source, target } = await aSourceAndATarget();
    await source
      .insertInto('issues')
      .values([anIssue('approved', '2026-W46'), { ...anIssue('sending'), paused_because: 'an editor' }])
      .execute();
    expect(await copyStore(source, target, quietly)).toEqual({ kind: 'sending', issues: ['2026-W47'] });
    expect(await everyRowOf(target)).toEqual(nothing);
  });

  it('is refused where something is already, and leaves that alone', async () => {
    const { source, target } = await aSourceAndATarget();
    await addReaders(source, 3);
    await target.insertInto('subscribers').values(aReader('earlier')).execute();
    const before = await everyRowOf(target);
    expect(await copyStore(source, target, quietly)).toEqual({
      kind: 'not-empty',
      tables: [{ table: 'subscribers', rows: 1 }],
    });
    expect(await everyRowOf(target)).toEqual(before);
  });

  it('stops when it is told to, and leaves nothing', async () => {
    const { source, target } = await aSourceAndATarget();
    await addReaders(source, 2500);
    for (const step of ['copied', 'checked']) {
      const stopping = new AbortController();
      const report: CopyPorts['report'] = (progress) => {
        if (progress.step === step && progress.done === 2000) stopping.abort();
      };
      const stopped = await copyStore(source, target, { ...quietly, report, stop: stopping.signal });
      expect(stopped).toEqual({ kind: 'stopped' });
      expect(await everyRowOf(target)).toEqual(nothing);
    }
  });

  it('names each text that PostgreSQL cannot hold, and leaves nothing; SQLite holds it', async () => {
    const { source, target } = await aSourceAndATarget();
    await addReaders(source, 1500);
    const readers = source.updateTable('subscribers').set({ name: 'A\0da' });
    await readers.where('id', 'in', [2, 1400]).execute();
    await source.insertInto('votes').values({ tool: '\0', subscriber_id: 7, choice: 'ship', voted_at: '' }).execute();
    const result = await copyStore(source, target, quietly);
    if (database === 'sqlite') {
      expect(result.kind).toBe('copied');
      expect(await everyRowOf(target)).toEqual(await everyRowOf(source));
      return;
    }
    expect(result).toEqual({
      kind: 'unstorable',
      texts: [
        { table: 'subscribers', row: { id: 2 }, column: 'name' },
        { table: 'subscribers', row: { id: 1400 }, column: 'name' },
        { table: 'votes', row: { tool: '\0', subscriber_id: 7 }, column: 'tool' },
      ],
    });
    expect(await everyRowOf(target)).toEqual(nothing);
  });

  it('names the table that came out different, and leaves nothing', async () => {
    const source = await open(await aFile());
    const target = await open(await aFile());
    await addReaders(source, 3);
    await sql`create trigger meddling after insert on subscribers when new.id = 2
      begin update subscribers set name = 'Eve' where id = 2; end`.execute(target);
    const renamed = await copyStore(source, target, quietly);
    expect(renamed).toMatchObject({
      kind: 'different',
      tables: [{ table: 'subscribers', source: { rows: 3 }, target: { rows: 3 } }],
    });
    await sql`drop trigger meddling`.execute(target);
    await sql`create trigger meddling after insert on subscribers when new.id = 2
      begin delete from subscribers where id = 2; end`.execute(target);
    expect(await copyStore(source, target, quietly)).toMatchObject({
      kind: 'different',
      tables: [{ table: 'subscribers', source: { rows: 3 }, target: { rows: 2 } }],
    });
    expect(await everyRowOf(target)).toEqual(nothing);
  });

  it('leaves nothing when it is killed in the middle, and can be made then', async () => {
    const [from, to] = [await aFile(), await aSharedDatabase()];
    const source = await open(from);
    await addReaders(source, 3000);
    const script = fileURLToPath(new URL('./copy-store-process.ts', import.meta.url));
    const copying = spawn(process.execPath, [script, from, to, '2000'], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(copying.stdout, 'data');
    copying.kill('SIGKILL');
    expect((await once(copying, 'exit'))[1]).toBe('SIGKILL');
    const target = await open(to);
    expect(await everyRowOf(target)).toEqual(nothing);
    expect(await copyStore(source, target, quietly)).toMatchObject({ kind: 'copied' });
    expect(await countOf(target, 'subscribers')).toBe(3000);
  });
});
