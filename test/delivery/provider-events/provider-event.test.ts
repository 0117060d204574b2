import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProviderEvent } from '#delivery/provider-events/provider-event.ts';

const read = (type: string, data: unknown) =>
  readProviderEvent(JSON.stringify({ type, created_at: '2026-11-17T09:00:01.000Z', data }));

describe('reading an event', () => {
  it.each<[string, unknown]>([
    ['a map', { delivery: '1-2', issue: '2026-W47' }],
    [
      'a list of names and values',
      [
        { name: 'delivery', value: '1-2' },
        { name: 'issue', value: '2026-W47' },
      ],
    ],
  ])('takes tags as %s', (_, tags) => {
    expect([...(read('email.sent', { tags }).event?.tags ?? [])]).toEqual([
      ['delivery', '1-2'],
      ['issue', '2026-W47'],
    ]);
  });

  it.each([undefined, null, 'x', 7, [1], { delivery: { deep: true } }])('survives tags that are %o', (tags) => {
    expect(read('email.delivered', { email_id: 'e', tags }).event).toMatchObject({
      happening: 'delivered',
      emailId: 'e',
    });
  });

  it.each([
    ['Permanent', 'bounced-for-good'],
    ['Transient', 'bounced-in-passing'],
    ['Undetermined', 'bounced-in-passing'],
    ['permanent-ish', 'bounced-in-passing'],
    [undefined, 'bounced-in-passing'],
  ])('takes a bounce of type %s as %s', (type, happening) => {
    expect(read('email.bounced', { bounce: { type } }).event).toMatchObject({ happening });
  });

  it('takes a recipient as a list or as a text, and time as far as it can be read', () => {
    expect(read('email.sent', { to: 'a@b.example' }).event?.to).toEqual(['a@b.example']);
    const odd = JSON.stringify({ type: 'email.sent', created_at: 'yesterday', data: { to: ['a@b.example'] } });
    expect(readProviderEvent(odd).event).toMatchObject({ to: ['a@b.example'], happenedAt: undefined });
  });

  // Found by fuzzing: provider-events, seeds 1 and 17.
  it.each([
    ['cannot be made a text', '{"toString":null}'],
    ['is nested without end', '['.repeat(50_000) + ']'.repeat(50_000)],
  ])('reads the other tags beside one that %s', (_, odd) => {
    const asMap = `{"odd":${odd},"issue":"2026-W47"}`;
    const asList = `[{"name":"odd","value":${odd}},{"name":"issue","value":"2026-W47"}]`;
    for (const tags of [asMap, asList]) {
      const { event } = readProviderEvent(`{"type":"email.delivered","data":{"tags":${tags}}}`);
      expect(event?.tags.get('issue')).toBe('2026-W47');
    }
  });

  // Found by fuzzing: webhooks, seed 18.
  it('leaves out what not every database keeps: U+0000 in a text, an instant with a year of five digits', () => {
    const data = { email_id: 'e\0', bounce: { type: 'Permanent', message: 'no\0' } };
    const body = JSON.stringify({ type: 'email.bounced', created_at: '+010000-01-01T00:00:00.000Z', data });
    const { event } = readProviderEvent(body);
    expect(event).toMatchObject({ emailId: undefined, words: 'Permanent', happenedAt: undefined });
    expect(readProviderEvent('{"type":"email.\\u0000"}').event).toBeUndefined();
  });

  it('never throws, whatever was signed', () => {
    const type = fc.constantFrom('email.bounced', 'email.clicked', 'email.delivered', 'email.new', '__proto__');
    const data = fc.record(
      { email_id: fc.anything(), to: fc.anything(), tags: fc.anything(), bounce: fc.anything(), click: fc.anything() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.record({ type, data }).map((event) => stringified(event)),
        ),
        (body) => {
          expect(typeof readProviderEvent(body).type).toBe('string');
        },
      ),
    );
  });
});

function stringified(value: unknown): string {
  return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part));
}
