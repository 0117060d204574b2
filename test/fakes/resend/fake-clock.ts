/** A clock that can be set; from there it goes on as the clock beneath it does. */
export type FakeClock = { now: () => Date; set: (instant: Date) => void; advance: (ms: number) => void };

export function fakeClock(beneath: () => Date): FakeClock {
  let offsetMs = 0;
  return {
    now: () => new Date(beneath().getTime() + offsetMs),
    set: (instant) => {
      offsetMs = instant.getTime() - beneath().getTime();
    },
    advance: (ms) => {
      offsetMs += ms;
    },
  };
}
