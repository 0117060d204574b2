import { expect, test } from 'vitest';
import { providerInstantSchema } from '#delivery/provider-list/provider-instant.ts';

test.each([
  ['as PostgreSQL writes it', '2026-11-17 09:00:00.674981+00', '2026-11-17T09:00:00.674Z'],
  ['without a fraction', '2026-11-17 09:00:00+00', '2026-11-17T09:00:00.000Z'],
  ['with a fraction that lost its noughts', '2026-11-17 09:00:00.6+00', '2026-11-17T09:00:00.600Z'],
  ['from a zone in the east', '2026-11-17 14:30:00.5+05:30', '2026-11-17T09:00:00.500Z'],
  ['from a zone in the west', '2026-11-17 04:00:00-05', '2026-11-17T09:00:00.000Z'],
  ['as JavaScript writes it', '2026-11-17T09:00:00.674Z', '2026-11-17T09:00:00.674Z'],
])('an instant %s is read to the millisecond', (_, text, instant) => {
  expect(providerInstantSchema.parse(text).toISOString()).toBe(instant);
});

test.each(['', 'yesterday', '2026-11-17', '2026-13-41 09:00:00+00', '2026-11-17 09:00:00'])(
  'what is no instant is refused, not guessed: "%s"',
  (text) => {
    expect(providerInstantSchema.safeParse(text).error?.issues[0]?.message).toBe(`"${text}" is not an instant`);
  },
);
