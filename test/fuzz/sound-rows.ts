import { contentHash } from '#issue/issue-content.ts';
import type { Row, Tables } from './kept-state.ts';

type SoundRule = { words: string; broken(tables: Tables, before: Tables): string | undefined };

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function* cellsOf(tables: Tables): Generator<{ at: string; name: string; text: string }> {
  for (const [table, rows] of tables)
    for (const row of rows)
      for (const [name, cell] of Object.entries(row))
        if (typeof cell === 'string') yield { at: `${table}.${name}`, name, text: cell };
}

function isListOfTexts(json: string): boolean {
  try {
    const list: unknown = JSON.parse(json);
    return Array.isArray(list) && list.every((entry) => typeof entry === 'string');
  } catch {
    return false;
  }
}

function isHalf({ content, content_hash }: Row): boolean {
  if (typeof content !== 'string') return false;
  return contentHash(JSON.parse(content)) !== content_hash;
}

const namesIn = (rows: readonly Row[] | undefined, key: string) => new Map(rows?.map((row) => [row[key], row]));

/** What holds for whatever is written, wherever it came from. */
export const soundRules: readonly SoundRule[] = [
  {
    words: 'no text holds what PostgreSQL would not take',
    broken(tables) {
      for (const { at, text } of cellsOf(tables))
        if (text.includes('\0') || !text.isWellFormed()) return `${at} holds ${JSON.stringify(text).slice(0, 200)}`;
      return undefined;
    },
  },
  {
    words: 'instants are written in the one way that sorts as text',
    broken(tables) {
      for (const { at, name, text } of cellsOf(tables))
        if (/(^|_)at$/.test(name) && !INSTANT.test(text)) return `${at} is ${JSON.stringify(text)}`;
      return undefined;
    },
  },
  {
    words: 'a reader’s categories are a list that can be read',
    broken(tables) {
      const lists = (tables.get('subscribers') ?? []).map(({ categories }) => categories);
      return lists.find((list): list is string => typeof list === 'string' && !isListOfTexts(list));
    },
  },
  {
    words: 'a content stands beside its own hash',
    broken(tables) {
      const half = [...(tables.get('issues') ?? []), ...(tables.get('issue_changes') ?? [])].find(isHalf);
      return half && `the hash of ${half.name} is not that of its content`;
    },
  },
  {
    words: 'an issue that changed has a new line in its history',
    broken(tables, before) {
      const [now, earlier] = [namesIn(tables.get('issues'), 'name'), namesIn(before.get('issues'), 'name')];
      const changed = [...now].filter(([name, row]) => JSON.stringify(row) !== JSON.stringify(earlier.get(name)));
      const linesOf = (all: Tables, name: unknown) =>
        (all.get('issue_changes') ?? []).filter((line) => line.name === name).length;
      const after = new Map([...before, ...tables]);
      const unsaid = changed.find(([name]) => linesOf(after, name) <= linesOf(before, name));
      return unsaid && `${unsaid[0]} changed without a word`;
    },
  },
];
