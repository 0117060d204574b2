import { afterAll, beforeAll, expect, test } from 'vitest';
import { toolSlugSchema } from '#catalog/tool.ts';
import { type CallSide, makeCall } from '#verdict/call.ts';
import { communityVerdict } from '#verdict/community-verdict.ts';
import { visibleText } from '../../emails/read-html.ts';
import { aSite, type Site } from '../a-site.ts';

let site: Site;
let text = '';
beforeAll(async () => {
  site = await aSite({ sent: [] });
  text = visibleText(await site.page('/panel'));
});
afterAll(() => site.end());

const side = (slug: string, percent: number, ship = 0, skip = 0): CallSide => ({
  slug: toolSlugSchema.parse(slug),
  name: slug,
  panel: { ships: percent, skips: 100 - percent, percent },
  votes: { ship, skip },
});

test('every persona stands there with its question, in the panel’s order', async () => {
  const { panel } = (await site.app.readCatalog()).catalog;
  const words = panel.reviewers.map(({ name, asks }) => `${name} ${asks}`).join(' ');
  expect(text).toContain(words);
  expect(text).toContain(panel.method);
});

test('the margin it names for the panel is the one that decides', () => {
  expect(text).toContain('The panel , when one tool is at least 15 percentage points ahead of the other.');
  expect(makeCall([side('a', 65), side('b', 50)], undefined)).toMatchObject({ ship: 'a', by: 'panel' });
  expect(makeCall([side('a', 64), side('b', 50)], undefined).ship).not.toBe('a');
});

test('the votes and the margin it names for readers are those that decide', () => {
  expect(text).toContain('The readers , by the same margin, once each tool has 30 votes.');
  expect(makeCall([side('a', 50, 30, 0), side('b', 50, 0, 30)], undefined).by).toBe('community');
  expect(makeCall([side('a', 50, 29, 0), side('b', 50, 0, 30)], undefined).by).toBe('panel');
  expect(makeCall([side('a', 50, 65, 35), side('b', 50, 50, 50)], undefined).by).toBe('community');
  expect(makeCall([side('a', 50, 64, 36), side('b', 50, 50, 50)], undefined).by).toBe('panel');
});

test('the number of votes under which it shows no share is the one that holds', () => {
  expect(text).toContain('Under five votes we show no share.');
  expect([4, 5].map((ship) => communityVerdict({ ship, skip: 0 }).kind)).toEqual(['too-few', 'share']);
});
