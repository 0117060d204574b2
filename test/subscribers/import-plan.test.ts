import { describe, expect, it } from 'vitest';
import {
  type ImportedReader,
  importSchema,
  type KnownReaders,
  type ParsedLine,
  parseImportLine,
  planImport,
} from '#subscribers/import-plan.ts';
import type { Subscriber } from '#subscribers/subscriber-queries.ts';
import { aSubscriber } from './subscriber-builders.ts';

const record = {
  email: 'ada@readers.org',
  name: 'Ada',
  consent_source: 'form',
  consent_at: '2026-05-01T10:00:00+02:00',
};
const anImported = (email: string, changes: Partial<ImportedReader> = {}): ImportedReader => ({
  ...importSchema.parse({ ...record, email }),
  ...changes,
});

const defaults = { consentSource: 'the old list', consentAt: '2026-01-01T00:00:00Z' };
const noDefaults = { consentSource: undefined, consentAt: undefined };

function problem(changes: Readonly<Record<string, string>>, own = noDefaults) {
  const parsed = parseImportLine({ line: 7, record: { ...record, ...changes } }, own);
  return 'problem' in parsed ? parsed : undefined;
}

describe('A line', () => {
  it('is a reader with name, and where and when they agreed, as an instant', () => {
    expect(parseImportLine({ line: 7, record }, defaults)).toMatchObject({
      line: 7,
      reader: {
        email: 'ada@readers.org',
        name: 'Ada',
        status: 'active',
        consent_source: 'form',
        consent_at: '2026-05-01T08:00:00.000Z',
      },
    });
  });

  it('without its own consent has the one given for all', () => {
    const { email } = record;
    expect(parseImportLine({ line: 7, record: { email } }, defaults)).toMatchObject({
      reader: { name: null, consent_source: 'the old list', consent_at: '2026-01-01T00:00:00.000Z' },
    });
  });

  it('with an empty name has none', () => {
    expect(parseImportLine({ line: 7, record: { ...record, name: '  ' } }, defaults)).toMatchObject({
      reader: { name: null },
    });
  });

  it('with a bad address is refused by its number, with what it said', () => {
    expect(problem({ email: 'ada at readers' })).toEqual({
      line: 7,
      problem: 'email: "ada at readers" is not an e-mail address',
    });
    expect(parseImportLine({ line: 8, record: {} }, defaults)).toEqual({
      line: 8,
      problem: 'email: is not an e-mail address',
    });
  });

  it('without consent is refused, and told how to give it', () => {
    expect(problem({ consent_source: '' })).toEqual({
      line: 7,
      problem: 'consent_source: is missing (add the column or --consent-source)',
    });
    expect(problem({ consent_at: '' })?.problem).toMatch(/^consent_at: .*--consent-at\)$/);
  });

  it.each(['yesterday', '2026-05-01', '2026-02-30T10:00:00Z', '2026-05-01T10:00:00'])(
    'with consent at "%s" is refused, because that is no instant',
    (consent_at) => {
      expect(problem({ consent_at })?.problem).toMatch(/^consent_at: ".*" is not an instant such as/);
    },
  );

  // Found by fuzzing: json-imports, seeds 1 and 5.
  it.each([
    [{ name: 'A\0da' }, 'name: "A\\u0000da" holds the character U+0000'],
    [{ consent_source: 'fa\0ir' }, 'consent_source: "fa\\u0000ir" holds the character U+0000'],
    [{ consent_at: '9999-12-31T23:59:59-23:59' }, /^consent_at: .* is an instant too far away$/],
    [{ categories: 'Search' }, 'categories: "Search" is not a list such as ["Search"]'],
    [{ categories: '{"Search":1}' }, /^categories: .* is not a list/],
  ])('that cannot be kept so that it can be read again is refused: %j', (changes, expected) => {
    expect(problem(changes)?.problem).toMatch(expected);
  });

  it('has categories as an export writes them, or none', () => {
    const categoriesIn = (categories: string) =>
      parseImportLine({ line: 7, record: { ...record, categories } }, defaults);
    expect(categoriesIn('["Search"]')).toMatchObject({ reader: { categories: '["Search"]' } });
    expect(categoriesIn('')).toMatchObject({ reader: { categories: null } });
  });
});

describe('The plan', () => {
  const lines = (...addresses: string[]): ParsedLine[] =>
    addresses.map((address, index) => ({ line: index + 2, reader: anImported(address) }));
  const known = (subscribers: Subscriber[], erased: string[] = []): KnownReaders => ({
    subscribers: new Map(subscribers.map((subscriber) => [subscriber.address_key, subscriber])),
    isErased: (address) => erased.includes(address),
  });

  it('adds whom nobody knows', () => {
    const plan = planImport(lines('ada@readers.org', 'bob@readers.org'), known([]));
    expect(plan.add.map(({ email }) => email)).toEqual(['ada@readers.org', 'bob@readers.org']);
    expect(plan).toMatchObject({ unchanged: [], refused: [] });
  });

  it.each(['active', 'pending'] as const)('leaves a reader who is %s as they are, in whatever case', (status) => {
    const plan = planImport(lines('ADA@readers.org'), known([aSubscriber('ada@readers.org', { status })]));
    expect(plan).toMatchObject({ add: [], unchanged: [{ line: 2 }], refused: [] });
  });

  it('counts the first of two lines with one address', () => {
    const plan = planImport(lines('ada@readers.org', 'bob@readers.org', 'Ada@Readers.org'), known([]));
    expect(plan.add).toHaveLength(2);
    expect(plan.unchanged.map(({ line }) => line)).toEqual([4]);
  });

  it('never brings back one who left', () => {
    const gone = { status: 'unsubscribed', status_changed_at: '2026-03-04T05:06:07.000Z' } as const;
    expect(planImport(lines('Ada@readers.org'), known([aSubscriber('ada@readers.org', gone)]))).toEqual({
      add: [],
      end: [],
      unchanged: [],
      refused: [{ line: 2, problem: 'Ada@readers.org unsubscribed on 2026-03-04 and stays so' }],
    });
  });

  it.each([
    ['bounced', 'ada@readers.org is suppressed (bounced) and stays so'],
    [null, 'ada@readers.org is suppressed (no reason kept) and stays so'],
  ])('never brings back one who was suppressed (%s)', (status_reason, problemText) => {
    const gone = aSubscriber('ada@readers.org', { status: 'suppressed', status_reason });
    expect(planImport(lines('ada@readers.org'), known([gone]))).toMatchObject({
      add: [],
      refused: [{ line: 2, problem: problemText }],
    });
  });

  it('never brings back one who was erased, and does not write their address down again', () => {
    const plan = planImport(lines('ada@readers.org'), known([], ['ada@readers.org']));
    expect(plan).toMatchObject({ add: [], unchanged: [], refused: [{ line: 2 }] });
    expect(plan.refused[0]?.problem).toBe('was erased at its owner’s wish and stays so');
  });

  it('has each line once', () => {
    const subscribers = [aSubscriber('bob@readers.org'), aSubscriber('cy@readers.org', { status: 'unsubscribed' })];
    const given = lines('ada@readers.org', 'bob@readers.org', 'cy@readers.org', 'cy@readers.org', 'di@readers.org');
    const plan = planImport(given, known(subscribers, ['di@readers.org']));
    expect(plan.add.map(({ email }) => email)).toEqual(['ada@readers.org']);
    expect(plan.unchanged.map(({ line }) => line)).toEqual([3]);
    expect(plan.refused.map(({ line }) => line)).toEqual([4, 5, 6]);
  });

  it('takes off whom the file says to have left, and puts nobody on again', () => {
    const left = { line: 2, reader: anImported('ada@readers.org', { status: 'unsubscribed' }) };
    expect(planImport([left], known([aSubscriber('ada@readers.org')]))).toMatchObject({
      add: [],
      end: [{ email: 'ada@readers.org' }],
    });
    const gone = known([aSubscriber('ada@readers.org', { status: 'suppressed' })]);
    expect(planImport([left], gone)).toMatchObject({ add: [], end: [], unchanged: [{ line: 2 }] });
  });
});
