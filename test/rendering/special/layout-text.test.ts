import { expect, test } from 'vitest';
import { compiled, withColumn, withText } from './layouts.ts';

const textOf = async (mjml: string) => (await compiled(mjml)).text;

test('links and buttons are spelled out with their addresses', async () => {
  const mjml = withColumn(
    '<mj-text>Read <a href="https://x.example/?a=1&b=2">this</a>.</mj-text><mj-button href="https://x.example/go">Go</mj-button>',
  );
  expect(await textOf(mjml)).toBe('Read this (https://x.example/?a=1&b=2).\n\nGo (https://x.example/go)');
});

test('an address that is its own words is written once', async () => {
  const link = '<a href="https://x.example/">https://x.example/</a>';
  expect(await textOf(withText(`See ${link}`))).toBe('See https://x.example/');
});

test('headings, paragraphs, lists and lines keep apart', async () => {
  const html = '<h2>Title</h2><p>One<br />two</p><ul><li>first</li><li>second</li></ul>';
  expect(await textOf(withText(html))).toBe('Title\n\nOne\ntwo\n\n- first\n- second');
});

test('a table is written row by row', async () => {
  const rows = '<tr><th>Tool</th><th>Panel</th></tr><tr><td>Alpha</td><td>100%</td></tr>';
  expect(await textOf(withColumn(`<mj-table>${rows}</mj-table>`))).toBe('Tool | Panel\nAlpha | 100%');
});

test('an image is its words', async () => {
  expect(await textOf(withColumn('<mj-image alt="Five &gt; four" src="https://x.example/x.png" />'))).toBe(
    'Five > four',
  );
});

test('lines have at most 72 columns, addresses apart', async () => {
  const text = await textOf(withText(`${'word '.repeat(60)}<a href="https://x.example/${'x'.repeat(90)}">there</a>`));
  const long = text.split('\n').filter((line) => line.length > 72);
  expect(long).toEqual([`(https://x.example/${'x'.repeat(90)})`]);
});

test('what stands in the head is said to nobody', async () => {
  expect(await textOf(withText('x', '<mj-head><mj-title>Title</mj-title></mj-head>'))).toBe('x');
});
