import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CallSide, callSentence, makeCall } from '#verdict/call.ts';
import { aPairing, aTool } from '../builders/catalog-builders.ts';

type Figures = { panel?: [ships: number, skips: number]; votes?: [ship: number, skip: number] };

/** A side whose panel is split in the middle and on which nobody voted, unless told otherwise. */
function side(slug: string, { panel: [ships, skips] = [10, 10], votes: [ship, skip] = [0, 0] }: Figures = {}) {
  const { name, slug: branded } = aTool(slug);
  const percent = Math.round((100 * ships) / (ships + skips));
  return { slug: branded, name, panel: { ships, skips, percent }, votes: { ship, skip } } satisfies CallSide;
}

const editorsCall = aPairing('alpha', 'beta', { call: { ship: 'beta', reason: 'it does the job.' } }).call;

describe('The editor', () => {
  it('wins over the panel and the community', () => {
    const alpha = side('alpha', { panel: [20, 0], votes: [90, 0] });
    expect(makeCall([alpha, side('beta', { panel: [0, 20], votes: [0, 90] })], editorsCall)).toEqual({
      ship: 'beta',
      by: 'editor',
      reason: 'it does the job.',
    });
  });
});

describe('The panel', () => {
  it('decides from 15 points on, and says by how much', () => {
    expect(makeCall([side('alpha', { panel: [13, 7] }), side('beta')], undefined)).toEqual({
      ship: 'alpha',
      by: 'panel',
      reason: '65% of its panel would ship it, against 50% for Beta.',
    });
  });

  it('decides for the second side too', () => {
    const call = makeCall([side('alpha', { panel: [5, 15] }), side('beta')], undefined);
    expect(call).toMatchObject({ ship: 'beta', reason: '50% of its panel would ship it, against 25% for Alpha.' });
  });

  it('does not decide at 14 points', () => {
    const sides = [side('alpha', { panel: [64, 36] }), side('beta', { panel: [50, 50] })] as const;
    expect(makeCall(sides, undefined).ship).toBe('neither');
  });

  it('goes before the community', () => {
    const alpha = side('alpha', { panel: [15, 5], votes: [0, 100] });
    expect(makeCall([alpha, side('beta', { votes: [100, 0] })], undefined)).toMatchObject({
      ship: 'alpha',
      by: 'panel',
    });
  });
});

describe('The community', () => {
  it('decides when the panel is level and each side has 30 votes, and says by how much', () => {
    const sides = [side('alpha', { votes: [15, 15] }), side('beta', { votes: [20, 10] })] as const;
    const call = makeCall(sides, undefined);
    expect(call).toMatchObject({ ship: 'beta', by: 'community' });
    expect(call.reason).toContain('67% would ship it, against 50% for Alpha.');
  });

  it.each([
    ['first', [29, 0], [0, 100]],
    ['second', [100, 0], [0, 29]],
  ] as [string, [number, number], [number, number]][])('does not decide with 29 votes on the %s side', (_, a, b) => {
    expect(makeCall([side('alpha', { votes: a }), side('beta', { votes: b })], undefined).by).toBe('panel');
  });

  it('decides at a margin of 15 points and not at 14', () => {
    const against50 = (ship: number) =>
      makeCall([side('alpha', { votes: [ship, 100 - ship] }), side('beta', { votes: [50, 50] })], undefined);
    expect(against50(65)).toMatchObject({ ship: 'alpha', by: 'community' });
    expect(against50(64).by).toBe('panel');
    expect(against50(35)).toMatchObject({ ship: 'beta', by: 'community' });
  });
});

describe('A level panel without a community', () => {
  it('ships both when each has a majority', () => {
    expect(makeCall([side('alpha', { panel: [12, 8] }), side('beta', { panel: [13, 7] })], undefined)).toEqual({
      ship: 'both',
      by: 'panel',
      reason: 'the panel would ship either (60% and 65%), so the job decides.',
    });
  });

  it('ships neither when no side has a majority; half is none', () => {
    expect(makeCall([side('alpha', { panel: [8, 12] }), side('beta')], undefined)).toEqual({
      ship: 'neither',
      by: 'panel',
      reason: 'neither has a majority of its panel (40% and 50%).',
    });
  });

  it('does not ship both when only one side has a majority', () => {
    const sides = [side('alpha', { panel: [11, 9] }), side('beta')] as const;
    expect(makeCall(sides, undefined)).toMatchObject({ ship: 'neither', by: 'panel' });
  });

  it('says a figure once when both have the same', () => {
    expect(makeCall([side('alpha'), side('beta')], undefined).reason).toContain('(50% each)');
  });
});

describe('Whatever the figures', () => {
  const count = fc.nat({ max: 60 });
  const figures = fc.record({
    panel: fc.tuple(fc.nat({ max: 12 }), fc.integer({ min: 1, max: 12 })),
    votes: fc.tuple(count, count),
  });

  it('a call has a reason, and which tool stands first does not matter', () => {
    fc.assert(
      fc.property(figures, figures, (a, b) => {
        const [alpha, beta] = [side('alpha', a), side('beta', b)];
        const call = makeCall([alpha, beta], undefined);
        expect(call.reason).toMatch(/\d%.*\.$/);
        expect(makeCall([beta, alpha], undefined)).toMatchObject({ ship: call.ship, by: call.by });
      }),
    );
  });
});

describe('The sentence', () => {
  const tools = [aTool('alpha'), aTool('beta')] as const;

  it.each([
    [tools[1].slug, 'Ship Beta: because.'],
    ['both' as const, 'Ship both: because.'],
    ['neither' as const, 'Skip both: because.'],
  ])('for %s names what to do', (ship, sentence) => {
    expect(callSentence({ ship, by: 'panel', reason: 'because.' }, tools)).toBe(sentence);
  });
});

it('A close panel of which one side has a majority says so, instead of saying that neither has', () => {
  const call = makeCall([side('alpha', { panel: [4, 3] }), side('beta', { panel: [3, 4] })], undefined);
  expect(call).toEqual({
    ship: 'neither',
    by: 'panel',
    reason: 'the panel is too close to call (57% and 43%), and only Alpha has a majority.',
  });
});

it('Fifteen points are counted before rounding: 6 of 7 against 5 of 7 is not a margin', () => {
  expect(makeCall([side('alpha', { panel: [6, 1] }), side('beta', { panel: [5, 2] })], undefined).ship).toBe('both');
});
