import { afterEach, beforeEach, expect, it } from 'vitest';
import { plainDate } from '#calendar/plain-date.ts';
import { beginBeside } from '#issue/begin-beside.ts';
import { historyOf } from '#issue/issue-change-queries.ts';
import { contentHash } from '#issue/issue-content.ts';
import { issueNameSchema } from '#issue/issue-name.ts';
import { allNames, findIssue, insertIssue } from '#issue/issue-queries.ts';
import type { Store } from '#store/open-store.ts';
import { aCorrection, aSpecial } from '../builders/beside-builders.ts';
import { aDraft, byTest } from '../builders/issue-builders.ts';
import { aStore } from '../builders/store-builders.ts';

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.destroy());

const begin = (content: Parameters<typeof beginBeside>[1]['content'], who = 'ann@example.org') =>
  beginBeside(store, { content, today: plainDate('2026-11-18'), who, at: new Date('2026-11-18T10:00:00.000Z') });

it('A special edition begins as a draft under the first free name, in the name of who began it', async () => {
  const name = await begin(aSpecial());
  expect(name).toBe('2026-W47-special-1');
  expect(await findIssue(store, name)).toMatchObject({
    state: 'draft',
    content: aSpecial(),
    contentHash: contentHash(aSpecial()),
    editedBy: 'ann@example.org',
  });
  expect(await historyOf(store, name)).toMatchObject([
    { who: 'ann@example.org', act: 'composed', content: aSpecial() },
  ]);
});

it('The week’s issue, a special edition and a correction stand beside each other', async () => {
  await insertIssue(store, aDraft(), byTest);
  await begin(aSpecial());
  await begin(aCorrection());
  await begin(aCorrection({ words: 'Another.' }));
  expect((await allNames(store)).toSorted()).toEqual([
    '2026-W47',
    '2026-W47-correction-1',
    '2026-W47-correction-2',
    '2026-W47-special-1',
  ]);
});

it('Several begun at the same moment each have a name of their own, and none is lost', async () => {
  const editors = ['ann', 'bob', 'cy', 'di', 'ed'];
  const names = await Promise.all(editors.map((who) => begin(aSpecial({ subject: `By ${who}` }), who)));
  expect(new Set(names).size).toBe(5);
  for (const [index, name] of names.entries())
    expect(await findIssue(store, issueNameSchema.parse(name))).toMatchObject({
      editedBy: editors[index],
      content: { subject: `By ${editors[index]}` },
    });
});
