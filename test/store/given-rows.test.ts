import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { givenRows } from '#store/given-rows.ts';
import type { Store } from '#store/open-store.ts';
import { aStore } from '../builders/store-builders.ts';

type Given = { number: number | null; words: string | null };

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.destroy());

async function handedOver(rows: readonly Given[]): Promise<Given[]> {
  const given = givenRows<Given>(store, { number: 'integer', words: 'text' }, rows);
  const { rows: back } = await sql<Given>`select number, words from ${given} as given order by number`.execute(store);
  return back;
}

it.each<[string, string]>([
  ['quotes and backslashes', `it's "so" \\ and \\n, \\ud800 too`],
  ['line ends and tabs', 'a\r\nb\tc'],
  ['nothing in it', ''],
  ['letters of every kind', 'Grüße, 日本語, 👩‍💻'],
  ['what looks like a number', '007'],
  ['what looks like JSON', '{"a":[1,null]}'],
])('a text comes through as it is: %s', async (_, words) => {
  expect(await handedOver([{ number: 1, words }])).toEqual([{ number: 1, words }]);
});

it('what is not there is null, and numbers are numbers', async () => {
  const rows = [
    { number: 1, words: null },
    { number: 9_007_199, words: 'x' },
    { number: null, words: 'y' },
  ];
  expect(await handedOver(rows)).toEqual(expect.arrayContaining(rows));
});

it('half a character is a sign that says so, as in every other parameter', async () => {
  expect(await handedOver([{ number: 1, words: 'a\ud83d!' }])).toEqual([{ number: 1, words: 'a\ufffd!' }]);
});

it('is a table also of no rows, and of more than a statement has parameters for', async () => {
  expect(await handedOver([])).toEqual([]);
  const many = Array.from({ length: 70_000 }, (_, number) => ({ number, words: `row ${number}` }));
  expect(await handedOver(many)).toEqual(many);
});
