import { expect, it } from 'vitest';
import { clicksByPairing } from '../../../src/studio/report/clicks-by-pairing.ts';

const clicks = (link: string | null, readers: number, machinesOnly = 0) => ({ link, readers, machinesOnly });
const none = { readers: 0, machinesOnly: 0 };

it('Clicks stand with the pairing and the kind of link they were on; every pairing of the lineup is there', () => {
  const sorted = clicksByPairing(
    [
      clicks('https://verdicts.example/compare/a-vs-b', 5, 1),
      clicks('https://verdicts.example/vote/a-vs-b/%%READER_TOKEN%%', 2),
      clicks('https://verdicts.example/panel', 1),
      clicks('https://verdicts.example/compare/an-earlier-vs-pairing', 3),
      clicks('https://sponsor.example/compare', 4),
      clicks(null, 6),
    ],
    ['c-vs-d', 'a-vs-b'],
  );
  expect(sorted.pairings).toEqual([
    { pairing: 'c-vs-d', comparison: none, vote: none },
    { pairing: 'a-vs-b', comparison: { readers: 5, machinesOnly: 1 }, vote: { readers: 2, machinesOnly: 0 } },
  ]);
  expect(sorted.others.map(({ link, readers }) => [link, readers])).toEqual([
    ['https://verdicts.example/panel', 1],
    ['https://verdicts.example/compare/an-earlier-vs-pairing', 3],
    ['https://sponsor.example/compare', 4],
    ['a link that is not known', 6],
  ]);
});

it('Clicks still stand with their pairing when the site has moved', () => {
  const { pairings } = clicksByPairing([clicks('https://old.example/compare/a-vs-b?from=mail', 5)], ['a-vs-b']);
  expect(pairings[0]?.comparison.readers).toBe(5);
});
