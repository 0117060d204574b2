/** Tells the time. Whoever needs the time gets a clock; only this file asks the machine for it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** A clock that shows `start` now and goes on from there, for demos and rehearsals. */
export function clockFrom(start: Date): Clock {
  const offsetMs = start.getTime() - Date.now();
  return () => new Date(Date.now() + offsetMs);
}
