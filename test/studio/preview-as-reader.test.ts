import { afterEach, beforeEach, expect, test } from 'vitest';
import { lineupIn, orderIn } from '../builders/interest-builders.ts';
import { aDraft } from '../builders/issue-builders.ts';
import { type ADesk, aDesk, DESK } from './a-desk.ts';
import { filled } from './read-page.ts';

let desk: ADesk;
beforeEach(async () => {
  desk = await aDesk({ issue: aDraft({ lineup: lineupIn('Search', 'Agents', 'Voice') }) });
});
afterEach(() => desk.end());

const orderFor = async (reader: string, id = 'saved', look = 'light') => {
  const query = new URLSearchParams({ reader });
  return orderIn(await (await desk.ann.get(`${DESK}/preview/${id}/${look}?${query}`)).text());
};

test('An editor sees the mail as readers of a category get it, in HTML and in text', async () => {
  for (const look of ['light', 'text', 'source']) {
    expect(await orderFor('', 'saved', look)).toBe('0-1-2');
    expect(await orderFor('Voice', 'saved', look)).toBe('2-0-1');
  }
});

test('A category that is in no pairing shows the issue’s own order', async () => {
  for (const reader of ['Search', 'no such', '<b>']) expect(await orderFor(reader)).toBe('0-1-2');
});

test('The desk offers every category of the lineup, and its frame shows the one that was chosen', async () => {
  const page = await desk.open(`${DESK}?reader=Agents`);
  expect(page.all('[data-kind="reader"]')).toEqual(['everything', 'Search', 'Agents', 'Voice']);
  expect(page.all('[data-kind="reader"][aria-current]')).toEqual(['Agents']);
  expect(page.attribute('#mail', 'src')).toBe(`${DESK}/preview/saved/light?reader=Agents`);
});

test('What is typed and not saved is shown in that order as well', async () => {
  const typed = filled((await desk.open()).form('#desk'), { note: 'Not saved.' });
  const { id } = (await (await desk.ann.post(`${DESK}/preview`, typed)).json()) as { id: string };
  const shown = await (await desk.ann.get(`${DESK}/preview/${id}/light?reader=Voice`)).text();
  expect(shown).toContain('Not saved.');
  expect(orderIn(shown)).toBe('2-0-1');
});
