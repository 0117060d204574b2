import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '#catalog/tool.ts';
import { entryWords, pricingRead } from '#verdict/pricing-read.ts';
import { aTool } from '../builders/catalog-builders.ts';

function priced(name: string, model: Entry['model'], price?: string) {
  const entry = { model, checkedOn: '2026-11-01', ...(price === undefined ? {} : { price }) };
  return aTool(name.toLowerCase(), { name, entry });
}

describe('The entry price in a few words', () => {
  it.each<[Entry['model'], string | undefined, string]>([
    ['free', undefined, 'Free'],
    ['freemium', undefined, 'Free to start'],
    ['freemium', 'from $20/mo', 'Free to start, from $20/mo'],
    ['paid', 'from $20/mo', 'Paid, from $20/mo'],
    ['contact', undefined, 'On request'],
  ])('%s at %s reads "%s"', (model, price, words) => {
    expect(entryWords(priced('Alpha', model, price).entry)).toBe(words);
  });
});

describe('The pricing read', () => {
  it.each([
    [
      priced('Alpha', 'free'),
      priced('Beta', 'paid', 'from $20/mo'),
      'Alpha costs nothing, while Beta is paid from the first day (from $20/mo).',
    ],
    [
      priced('Alpha', 'contact'),
      priced('Beta', 'freemium', '$9.99/mo'),
      'Alpha names its price on request, while Beta is free to start ($9.99/mo).',
    ],
    [
      priced('Alpha', 'freemium', '$10/mo'),
      priced('Beta', 'free'),
      'Alpha is free to start ($10/mo), and Beta costs nothing.',
    ],
    [
      priced('Alpha', 'paid', '$10/mo'),
      priced('Beta', 'paid', '$30/mo'),
      'Alpha is paid from the first day ($10/mo), and Beta is paid from the first day ($30/mo).',
    ],
  ])('sets what differs side by side', (a, b, sentence) => {
    expect(pricingRead(a, b)).toBe(sentence);
  });

  it.each([
    ['free', undefined, 'Both cost nothing, so price decides nothing here.'],
    ['freemium', '$10/mo', 'Both are free to start ($10/mo), so price decides nothing here.'],
    ['paid', '$10/mo', 'Both are paid from the first day ($10/mo), so price decides nothing here.'],
    ['contact', undefined, 'Both are sold on request, so price decides nothing here.'],
  ] as const)('says when both are %s at the same price', (model, price, sentence) => {
    expect(pricingRead(priced('Alpha', model, price), priced('Beta', model, price))).toBe(sentence);
  });

  it('is one sentence that tells both prices, whatever the two entries are', () => {
    const entry = fc.oneof(
      fc.tuple(fc.constantFrom('free' as const, 'contact' as const), fc.constant(undefined)),
      fc.tuple(
        fc.constantFrom('freemium' as const, 'paid' as const),
        fc.constantFrom('$5/mo', 'from $20/mo', undefined),
      ),
    );
    fc.assert(
      fc.property(entry, entry, ([modelA, priceA], [modelB, priceB]) => {
        const read = pricingRead(priced('Alpha', modelA, priceA), priced('Beta', modelB, priceB));
        expect(read).toMatch(/^(Both |Alpha .*, (and|while) Beta ).*[^.]\.$/);
        expect(read).not.toMatch(/undefined|\(\)| {2}/);
        for (const price of [priceA, priceB]) if (price !== undefined) expect(read).toContain(`(${price})`);
      }),
    );
  });
});
