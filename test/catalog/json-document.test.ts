import { describe, expect, test } from 'vitest';
import { formatFault } from '#catalog/fault.ts';
import { parseJsonDocument } from '#catalog/json-document.ts';
import { faultLines } from './data-folder.ts';

const faultsOf = (text: string) => parseJsonDocument('f.json', text).faults.map(formatFault);

function documentOf(text: string) {
  const { document } = parseJsonDocument('f.json', text);
  if (!document) throw new Error(`faulty: ${faultsOf(text)}`);
  return document;
}

describe('a text that is not JSON is told where and why', () => {
  test.each([
    ['', '1:1 is not JSON: a value is missing'],
    ['   \n', '2:1 is not JSON: a value is missing'],
    ['# Tools', '1:1 is not JSON: a character that JSON does not know'],
    ['{ "a": 1', '1:9 is not JSON: a closing brace } is missing'],
    ['{\n  "a": [1, 2\n}', '3:1 is not JSON: a comma is missing'],
    ['[1, 2', '1:6 is not JSON: a closing bracket ] is missing'],
    ['{\n  "a": 1\n  "b": 2\n}', '3:3 is not JSON: a comma is missing'],
    ['{\n  "a": 1,\n}', '3:1 is not JSON: a property name in double quotes is missing'],
    ['{ a: 1 }', '1:3 is not JSON: a character that JSON does not know'],
    ["{ 'a': 1 }", '1:3 is not JSON: a character that JSON does not know'],
    ['{ "a" 1 }', '1:7 is not JSON: a colon is missing'],
    ['{ "a": }', '1:8 is not JSON: a value is missing'],
    ['{ "a": 1 } 2', '1:12 is not JSON: text after the end of the document'],
    ['{ "a": 1 }\n{ "b": 2 }', '2:1 is not JSON: text after the end of the document'],
    ['{ // why\n "a": 1 }', '1:3 is not JSON: a comment, which JSON does not allow'],
    ['{ "a": 1 /* why */ }', '1:10 is not JSON: a comment, which JSON does not allow'],
    ['{ "a": "b\n}', '1:8 is not JSON: a string that never ends'],
    ['{ "a": "b\tc" }', '1:8 is not JSON: a control character inside a string'],
    ['{ "a": "\\x41" }', '1:8 is not JSON: an escape that JSON does not know'],
    ['{ "a": "\\u00g1" }', '1:8 is not JSON: an incomplete \\u escape'],
    ['{ "a": NaN }', '1:8 is not JSON: a character that JSON does not know'],
    ['{ "a": 1. }', '1:8 is not JSON: a number that never ends'],
  ])('%j', (text, fault) => {
    expect(faultsOf(text)).toEqual([`f.json:${fault}`]);
  });

  test('in the line that an editor shows, also with line ends of Windows', () => {
    expect(faultsOf('{\r\n  "a": 1,\r\n  b: 2\r\n}')).toEqual([
      'f.json:3:3 is not JSON: a character that JSON does not know',
    ]);
  });

  test('as it is printed for a data file', async () => {
    expect(await faultLines({ 'tools/delta.json': '{\n  "slug": "delta",\n}' })).toEqual([
      'data/tools/delta.json:3:1 is not JSON: a property name in double quotes is missing',
    ]);
  });
});

// Found by fuzzing: data-documents, seed 2.
describe('a text that is nested deeper than any data file', () => {
  test.each([
    ['in lists', `{\n  "a": ${'['.repeat(20)}${']'.repeat(20)}\n}`, '2:27'],
    ['in objects', '{"a":'.repeat(50_000), '1:101'],
    ['after a string that never ends', `"\n${'['.repeat(100_000)}`, '2:21'],
  ])('%s is told where it becomes so', (_, text, place) => {
    expect(faultsOf(text)).toEqual([`f.json:${place} is nested too deeply (at most 20 levels)`]);
  });

  test('is none for brackets that stand in a string', () => {
    expect(faultsOf(JSON.stringify({ a: `"${'[{'.repeat(40)}\\`, b: [{}, {}] }))).toEqual([]);
  });

  // Found by fuzzing: data-documents, seed 7187.
  test('is looked for in texts of a million escapes', () => {
    expect(faultsOf(JSON.stringify({ a: '\0'.repeat(1_000_000) }))).toEqual([]);
    expect(faultsOf(`"${'\\"'.repeat(1_000_000)}`)).toEqual(['f.json:1:1 is not JSON: a string that never ends']);
  });
});

describe('a property that stands twice', () => {
  test('is told at its second place, each of them', () => {
    const text = '{\n  "a": 1,\n  "b": [{ "c": 1, "c": 2 }],\n  "a": 3\n}';
    expect(faultsOf(text)).toEqual([
      'f.json:3:19 b[0].c: stands here a second time (each property once)',
      'f.json:4:3 a: stands here a second time (each property once)',
    ]);
  });

  test('is fine in two different objects', () => {
    expect(faultsOf('{ "a": { "c": 1 }, "b": { "c": 1 } }')).toEqual([]);
  });
});

describe('a document', () => {
  const text = '{\n  "entry": { "price": null, "list": [true, 2.5, "x"] },\n  "name": "Ünï ✓"\n}';

  test('has the value that JSON says', () => {
    expect(documentOf(text).value).toEqual(JSON.parse(text));
  });

  test.each([
    ['a value', ['entry', 'price'], undefined, 'f.json:2:23 entry.price: is wrong'],
    ['an entry of a list', ['entry', 'list', 2], undefined, 'f.json:2:49 entry.list[2]: is wrong'],
    ['the whole document', [], undefined, 'f.json:1:1 is wrong'],
    ['the key of a property', ['entry'], 'list', 'f.json:2:29 entry.list: is wrong'],
    ['the key of a property of the document', [], 'name', 'f.json:3:3 name: is wrong'],
    ['the object that lacks a property', ['entry', 'model'], undefined, 'f.json:2:12 entry.model: is wrong'],
    ['the document that lacks a property', ['slug'], undefined, 'f.json:1:1 slug: is wrong'],
  ])('tells the place of %s', (_, path, key, line) => {
    expect(formatFault(documentOf(text).faultAt(path, 'is wrong', undefined, key))).toBe(line);
  });
});
