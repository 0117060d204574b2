import { expect, test } from 'vitest';
import { plainDate } from '#calendar/plain-date.ts';
import { checkContext } from '#delivery/check-context.ts';
import type { Issue } from '#issue/issue.ts';
import { insertIssue } from '#issue/issue-queries.ts';
import { finishSending, startSending } from '#issue/issue-steps.ts';
import { computeVerdict } from '#verdict/verdict.ts';
import { aCatalog, aPairing } from '../builders/catalog-builders.ts';
import { aContent, aDraft, anApprovedIssue, byTest, week } from '../builders/issue-builders.ts';
import { aStore } from '../builders/store-builders.ts';

const today = plainDate('2026-11-17');

function sentIssueOf(sentWeek: string, a: string, b: string): Issue {
  const pairing = aPairing(a, b);
  const lineup = [computeVerdict(aCatalog({ pairings: [pairing] }), new Map(), pairing)];
  const name = week(sentWeek);
  const approved = { ...anApprovedIssue('hash'), name, content: aContent({ week: name, lineup }) };
  return finishSending(startSending(approved, '2026-11-10T09:00:00.000Z'), '2026-11-10T09:05:00.000Z');
}

test('the checks know which pairings other issues carried, and the day', async () => {
  const store = await aStore();
  await insertIssue(store, sentIssueOf('2026-W45', 'old', 'older'), byTest);
  await insertIssue(store, sentIssueOf('2026-W46', 'alpha', 'beta'), byTest);
  await insertIssue(store, aDraft(), byTest);
  expect(await checkContext(store, week('2026-W47'), today)).toEqual({
    today,
    sentEarlier: new Map([
      ['old-vs-older', '2026-W45'],
      ['alpha-vs-beta', '2026-W46'],
    ]),
  });
  expect((await checkContext(store, week('2026-W46'), today)).sentEarlier).toEqual(
    new Map([['old-vs-older', '2026-W45']]),
  );
  await store.destroy();
});
