import fc from 'fast-check';
import { type PlainDate, plainDate } from '#calendar/plain-date.ts';

const FIRST = Date.UTC(1970, 0, 1);
const DAYS = (Date.UTC(2100, 11, 31) - FIRST) / 86_400_000;

/** Any day from 1970-01-01 to 2100-12-31, made without the code under test. */
export const anyDay: fc.Arbitrary<PlainDate> = fc
  .integer({ min: 0, max: DAYS })
  .map((days) => plainDate(new Date(FIRST + days * 86_400_000).toISOString().slice(0, 10)));

/** Zones with summer time in both hemispheres, half and quarter hours, and a change of only half an hour (Lord Howe). */
export const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Honolulu',
] as const;

const MINUTE_MS = 60_000;

const minuteBetween = (first: number, last: number) =>
  fc.integer({ min: first / MINUTE_MS, max: last / MINUTE_MS }).map((minutes) => new Date(minutes * MINUTE_MS));

/** Instants of 2026 at which the clocks of one of the zones change. */
const changes = [
  '2026-03-08T05:30Z',
  '2026-03-08T07:00Z',
  '2026-03-29T01:00Z',
  '2026-04-04T14:00Z',
  '2026-04-04T15:00Z',
  '2026-09-26T14:00Z',
  '2026-10-03T15:30Z',
  '2026-10-25T01:00Z',
  '2026-11-01T04:30Z',
  '2026-11-01T06:00Z',
].map((text) => Date.parse(text));

/** A minute within fifteen hours of a clock change: wide enough to hold the wall times of the change in every zone. */
const aroundChanges = fc
  .constantFrom(...changes)
  .chain((change) => minuteBetween(change - 900 * MINUTE_MS, change + 900 * MINUTE_MS));

/** Any minute from 1980 to 2099, often one near a clock change. */
export const anyInstant: fc.Arbitrary<Date> = fc.oneof(
  minuteBetween(Date.UTC(1980, 0, 1), Date.UTC(2099, 11, 30)),
  aroundChanges,
);
