import { randomBytes } from 'node:crypto';

/**
 * The id of an event as Svix makes them: they begin with the time (KSUIDs, `core/types/mod.rs` of svix-webhooks), so that a
 * later event has a greater one. Here the time is an issue and the place of the event among those about it.
 */
export function svixId(issue: number, place: number): string {
  return `msg_${String(issue).padStart(4, '0')}${String(place).padStart(9, '0')}${randomBytes(7).toString('hex')}`;
}
