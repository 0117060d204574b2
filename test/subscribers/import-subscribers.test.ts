import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '#store/open-store.ts';
import { erasedAddressHash } from '#subscribers/erased-address.ts';
import type { ImportDefaults, RefusedLine } from '#subscribers/import-plan.ts';
import { importSubscribers } from '#subscribers/import-subscribers.ts';
import type { Secrets } from '#subscribers/signed-token.ts';
import { eraseSubscriber, findSubscriber, unsubscribe } from '#subscribers/subscriber-queries.ts';
import { aStore } from '../builders/store-builders.ts';
import { scratchFolder } from '../store/scratch-folder.ts';
import { anAddress, secret } from './subscriber-builders.ts';

const now = new Date('2026-11-17T09:00:00.000Z');

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.destroy());

async function importText(
  text: string | Buffer,
  options: { dryRun?: boolean; ending?: string; secrets?: Secrets } = {},
) {
  const path = join(await scratchFolder(), `readers.${options.ending ?? 'csv'}`);
  await writeFile(path, text);
  const defaults = { consentSource: 'the old list', consentAt: '2026-01-01T00:00:00Z' };
  return importPath(path, { defaults, ...options });
}

/** The counts, with the refused lines themselves. */
async function importPath(path: string, options: { defaults: ImportDefaults; dryRun?: boolean; secrets?: Secrets }) {
  const refused: RefusedLine[] = [];
  const refuse = (line: RefusedLine) => void refused.push(line);
  const counts = await importSubscribers(store, path, { dryRun: false, secrets: [secret], now, refuse, ...options });
  expect(counts.refused).toBe(refused.length);
  return { ...counts, refused };
}

const everybody = () => store.selectFrom('subscribers').selectAll().orderBy('id').execute();
const addresses = async () => (await everybody()).map(({ address }) => address);

describe('A file', () => {
  it('with all columns makes active readers who agreed where and when it says', async () => {
    const report = await importText(
      'email,name,consent_source,consent_at\nAda@readers.org,Ada,fair,2026-05-01T10:00:00Z\n',
    );
    expect(report).toEqual({ added: 1, ended: 0, unchanged: 0, refused: [] });
    expect(await everybody()).toMatchObject([
      {
        id: 1,
        address: 'Ada@readers.org',
        address_key: 'ada@readers.org',
        name: 'Ada',
        status: 'active',
        status_reason: null,
        status_changed_at: now.toISOString(),
        consent_source: 'fair',
        consent_at: '2026-05-01T10:00:00.000Z',
        created_at: now.toISOString(),
      },
    ]);
  });

  it.each([
    ['lines that end as on Windows', 'email,name\r\nada@readers.org,Ada\r\n'],
    ['a byte order mark', '\ufeffemail,name\nada@readers.org,Ada\n'],
    ['a byte order mark before a quote', '\ufeff"email","name"\nada@readers.org,Ada\n'],
    ['a byte order mark and lines as on Windows', '\ufeffemail,name\r\nada@readers.org,Ada\r\n'],
    ['no end of the last line', 'email,name\nada@readers.org,Ada'],
    ['quoted fields', '"email","name"\n"ada@readers.org","Ada"\n'],
    ['other columns, in another order and case', 'City,Name, EMAIL \nLondon, Ada , ada@readers.org\n'],
    ['empty lines', '\nemail,name\n\n\nada@readers.org,Ada\n\n'],
  ])('with %s is read', async (_, text) => {
    expect(await importText(text)).toEqual({ added: 1, ended: 0, unchanged: 0, refused: [] });
    expect(await everybody()).toMatchObject([{ address: 'ada@readers.org', name: 'Ada' }]);
  });

  it('has commas and quotes inside quoted fields', async () => {
    await importText('email,name\nada@readers.org,"Lovelace, ""Ada"""\n');
    expect(await everybody()).toMatchObject([{ name: 'Lovelace, "Ada"' }]);
  });

  it('that is not there is an error', async () => {
    const defaults = { consentSource: 'x', consentAt: 'x' };
    await expect(importPath(join(await scratchFolder(), 'none.csv'), { defaults })).rejects.toThrow('ENOENT');
  });
});

describe('A bad line', () => {
  it('costs one line, and is named with its number and reason', async () => {
    const report = await importText(
      'email\nada@readers.org\nnobody\n\nbob@readers.org\n@readers.org\ncy@readers.org\n',
    );
    expect(report).toEqual({
      added: 3,
      ended: 0,
      unchanged: 0,
      refused: [
        { line: 3, problem: 'email: "nobody" is not an e-mail address' },
        { line: 6, problem: 'email: "@readers.org" is not an e-mail address' },
      ],
    });
    expect(await addresses()).toEqual(['ada@readers.org', 'bob@readers.org', 'cy@readers.org']);
  });

  it('has its number also in a file from Windows with a byte order mark', async () => {
    const { refused } = await importText('\ufeffemail\r\nada@readers.org\r\n\r\nnobody\r\n');
    expect(refused.map(({ line }) => line)).toEqual([4]);
  });

  it('may have too few or too many fields', async () => {
    const report = await importText('name,email\nAda\nBob,bob@readers.org,and,more\nCy,cy@readers.org\n');
    expect(report).toMatchObject({ added: 2, refused: [{ line: 2 }] });
  });
});

describe('Nobody who is gone comes back:', () => {
  const file = 'email\nAda@readers.org\nbob@readers.org\n';
  const idOf = async (address: string) => (await findSubscriber(store, anAddress(address)))?.id ?? 0;

  it('not one who unsubscribed', async () => {
    await importText(file);
    await unsubscribe(store, await idOf('ada@readers.org'), 'link in the mail', '2026-11-10T00:00:00.000Z');
    expect(await importText(file)).toEqual({
      added: 0,
      ended: 0,
      unchanged: 1,
      refused: [{ line: 2, problem: 'Ada@readers.org unsubscribed on 2026-11-10 and stays so' }],
    });
    expect(await everybody()).toMatchObject([{ status: 'unsubscribed' }, { status: 'active' }]);
  });

  it('not one who was suppressed', async () => {
    await importText(file);
    await store
      .updateTable('subscribers')
      .set({ status: 'suppressed', status_reason: 'complained' })
      .where('id', '=', await idOf('ada@readers.org'))
      .execute();
    expect((await importText(file)).refused).toEqual([
      { line: 2, problem: 'Ada@readers.org is suppressed (complained) and stays so' },
    ]);
    expect(await everybody()).toMatchObject([{ status: 'suppressed' }, { status: 'active' }]);
  });

  it('not one who was erased', async () => {
    await importText(file);
    const address = anAddress('ada@readers.org');
    await eraseSubscriber(store, await idOf(address), erasedAddressHash(secret, address), now.toISOString());
    expect(await importText(file)).toMatchObject({ added: 0, ended: 0, unchanged: 1, refused: [{ line: 2 }] });
    expect(await addresses()).toEqual(['bob@readers.org']);
  });

  it('not one who was erased, in a file that has them twice and others besides', async () => {
    const address = anAddress('ada@readers.org');
    await importText(file);
    await eraseSubscriber(store, await idOf(address), erasedAddressHash(secret, address), now.toISOString());
    const report = await importText(`${file}cy@readers.org\nADA@readers.org\n`);
    expect(report).toMatchObject({ added: 1, unchanged: 1, refused: [{ line: 2 }, { line: 5 }] });
    expect(await addresses()).toEqual(['bob@readers.org', 'cy@readers.org']);
  });

  it('not one who was erased under a secret that has been replaced since', async () => {
    await importText(file);
    const address = anAddress('ada@readers.org');
    await eraseSubscriber(store, await idOf(address), erasedAddressHash(secret, address), now.toISOString());
    const secrets: Secrets = ['the secret in use after the rotation of keys', secret];
    expect(await importText(file, { secrets })).toMatchObject({ added: 0, unchanged: 1, refused: [{ line: 2 }] });
  });
});

describe('Importing', () => {
  const many = ['email', ...Array.from({ length: 5201 }, (_, index) => `reader${index}@readers.org`)].join('\n');

  it('twice changes nothing the second time, in a file of any length', async () => {
    expect(await importText(many)).toEqual({ added: 5201, ended: 0, unchanged: 0, refused: [] });
    const before = await everybody();
    expect(await importText(many)).toEqual({ added: 0, ended: 0, unchanged: 5201, refused: [] });
    expect(await everybody()).toEqual(before);
    expect(before).toHaveLength(5201);
  });

  it('takes an address once, however far apart its lines are', async () => {
    expect(await importText(`${many}\nREADER0@readers.org\nreader5200@readers.org\n`)).toEqual({
      added: 5201,
      ended: 0,
      unchanged: 2,
      refused: [],
    });
  });

  it('dry says the same and writes nothing', async () => {
    const text = 'email\nada@readers.org\nnobody\nAda@readers.org\n';
    const dry = await importText(text, { dryRun: true });
    expect(await everybody()).toEqual([]);
    expect(await importText(text)).toEqual(dry);
    expect(dry).toMatchObject({ added: 1, ended: 0, unchanged: 1, refused: [{ line: 3 }] });
  });
});

describe('A file that is not quite CSV', () => {
  it.each(['Bob "Bobby" Lee', '"Bob" Lee', 'O"Neil', '"Bob', 'Bob"'])(
    'loses one line at most to a stray quote: %s',
    async (name) => {
      const report = await importText(`email,name\nada@readers.org,Ada\nbob@readers.org,${name}\ncy@readers.org,Cy\n`);
      expect(await addresses()).toEqual(expect.arrayContaining(['ada@readers.org', 'cy@readers.org']));
      expect(report.added + report.refused.length).toBe(3);
      for (const { line } of report.refused) expect(line).toBe(3);
    },
  );

  it.each(['\n', '\r\n'])('keeps count of its lines over line ends inside fields: %j', async (end) => {
    const { refused } = await importText(['email,name', 'nobody,"Ada', 'Lovelace"', 'nobody2,', ''].join(end));
    expect(refused).toMatchObject([{ line: 2 }, { line: 4 }]);
  });

  it('may have semicolons or tabs between its fields', async () => {
    await importText('email;name\nada@readers.org;"Lovelace, Ada"\n');
    await importText('email\tname\nbob@readers.org\tBob\n');
    expect(await everybody()).toMatchObject([{ name: 'Lovelace, Ada' }, { name: 'Bob' }]);
  });

  // Found by fuzzing: csv-imports, seeds 1 and 4.
  it('has lines with a carriage return inside, which are one line each', async () => {
    const report = await importText('email,name\nada@readers.org,A\rda\nnobody\rno\ncy@readers.org,Cy\n');
    expect(report).toMatchObject({ added: 2, refused: [{ line: 3 }] });
    expect(await addresses()).toEqual(['ada@readers.org', 'cy@readers.org']);
  });

  // Found by fuzzing: csv-imports, seed 40.
  it.each(['"', '"email,name\nada@readers.org,Ada\n'])(
    'is refused whole when its first line cannot be read: %j',
    async (text) => {
      await expect(importText(text)).rejects.toThrow('begins with a line that cannot be read: Quote Not Closed');
      expect(await everybody()).toEqual([]);
    },
  );

  it('is refused whole when it is not UTF-8, with what to do, and nothing of it is imported', async () => {
    const lines = Array.from({ length: 700 }, (_, index) => `reader${index}@readers.org,x`).join('\n');
    const latin1 = Buffer.from(`email,name\n${lines}\nada@readers.org,J\u00fcrgen\n`, 'latin1');
    await expect(importText(latin1)).rejects.toThrow('is not UTF-8: save it again as UTF-8');
    expect(await everybody()).toEqual([]);
  });
});

describe('Why a reader is suppressed', () => {
  const why = async () => (await everybody()).map(({ status, suppressed_for }) => [status, suppressed_for]);

  it('is taken from the file, for new readers and for those whom it ends', async () => {
    await importText('email\nada@readers.org\n');
    await importText(
      'email,status,suppressed_for\nada@readers.org,suppressed,bounce\nbob@readers.org,suppressed,complaint\n',
    );
    expect(await why()).toEqual([
      ['suppressed', 'bounce'],
      ['suppressed', 'complaint'],
    ]);
  });

  it('is unknown when the file does not say, and nothing for those who are not suppressed', async () => {
    await importText(
      'email,status,suppressed_for\nada@readers.org,suppressed,\nbob@readers.org,active,bounce\ncy@readers.org,unsubscribed,editor\n',
    );
    expect(await why()).toEqual([
      ['suppressed', null],
      ['active', null],
      ['unsubscribed', null],
    ]);
  });

  it('must be one we know, as must the status, else the line is refused', async () => {
    const { refused } = await importText(
      'email,status,suppressed_for\nada@readers.org,suppressed,weather\nbob@readers.org,gone,\n',
    );
    expect(refused).toEqual([
      { line: 2, problem: 'suppressed_for: "weather" is no reason to suppress' },
      { line: 3, problem: 'status: "gone" is not a status' },
    ]);
  });
});

describe('A JSON file', () => {
  it('is read entry by entry, and a bad entry costs one', async () => {
    const entries = [
      { email: 'ada@readers.org', name: 'Ada' },
      7,
      { email: 'nobody' },
      { email: 'cy@readers.org', name: null },
    ];
    const report = await importText(JSON.stringify(entries), { ending: 'json' });
    expect(report).toMatchObject({
      added: 2,
      refused: [{ line: 2, problem: 'is not an object of texts' }, { line: 3 }],
    });
    expect(await addresses()).toEqual(['ada@readers.org', 'cy@readers.org']);
  });

  it('that is cut short is refused, and nothing of it is imported', async () => {
    await expect(importText('[{"email":"ada@readers.org"},{"email":', { ending: 'json' })).rejects.toThrow(
      'is not a JSON array',
    );
    expect(await everybody()).toEqual([]);
  });
});

describe('A dry run', () => {
  it('counts an address once, however far apart its lines are', async () => {
    const many = [
      'email',
      ...Array.from({ length: 5201 }, (_, index) => `reader${index}@readers.org`),
      'READER0@readers.org',
    ].join('\n');
    const dry = await importText(many, { dryRun: true });
    expect(dry).toMatchObject({ added: 5201, unchanged: 1 });
    expect(await importText(many)).toEqual(dry);
  });
});
