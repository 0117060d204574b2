import { describe, expect, test } from 'vitest';
import known from '#rendering/checks/client-support.json' with { type: 'json' };
import type { KnownGaps } from '#rendering/checks/client-support.ts';
import { supportGaps } from '#rendering/checks/support-gaps.ts';
import { findingsOf, sound, withinBody } from './a-checked-mail.ts';

const supportOf = async (html: string) => findingsOf(await withinBody(html), 'client support');

describe('what is new in a mail', () => {
  test('is a warning that names the feature, the clients and the note', async () => {
    const [finding, ...others] = await supportOf('<p style="box-shadow:1px 1px #000000">raised</p>');
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      level: 'warning',
      place: 'box-shadow',
      problem: expect.stringMatching(/^is not supported by .*outlook\.windows.*: .*non Google accounts/),
    });
  });

  test('is told once however often it is used', async () => {
    expect(await supportOf('<p style="display:flex">a</p>'.repeat(3))).toHaveLength(1);
  });

  test('is told in the same words every time', async () => {
    const html = '<video src="https://example.org/a.mp4"></video><p style="position:fixed;display:grid">a</p>';
    expect(await supportOf(html)).toEqual(await supportOf(html));
  });
});

test('a feature of which the data know nothing in a client is no finding', async () => {
  expect(await supportGaps('<p style="word-wrap:break-word">a</p>')).not.toEqual([]);
});

describe('the kept snapshot', () => {
  test('gives a reason for every feature', () => {
    for (const { feature, reason } of known) expect(`${feature}: ${reason}`).toMatch(/: .{10,}\.$/);
  });

  test('holds nothing that no client lacks, and every list in order', () => {
    for (const { none, partial } of known as KnownGaps[]) {
      expect(none.length + partial.length).toBeGreaterThan(0);
      for (const clients of [none, partial]) expect(clients).toEqual(clients.toSorted());
    }
  });

  test('covers the digest, and would speak if one of its lines were missing', async () => {
    const features = new Set((await supportGaps(sound.message.html)).map(({ feature }) => feature));
    for (const feature of features) expect(known.map((gaps) => gaps.feature)).toContain(feature);
    expect(features.size).toBeGreaterThan(20);
  });
});
