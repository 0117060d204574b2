/** How long the first delivered event of an issue may take. */
export const SILENCE_MOST_MS = 40 * 60_000;

/** What was heard of an issue's mails. */
export type Hearing = {
  name: string;
  /** When the first batch was handed over that had a mail accepted; undefined when none was. */
  acceptedSince: Date | undefined;
  delivered: number;
  onItsWay: number;
  /** Events of any kind. */
  events: number;
};

/** What to say when mails were accepted and none was reported as delivered; undefined while all is well. */
export function silenceAlarm(hearing: Hearing, hasSecret: boolean, now: Date): string | undefined {
  const { name, acceptedSince, delivered, onItsWay, events } = hearing;
  if (acceptedSince === undefined || delivered > 0 || onItsWay === 0) return undefined;
  if (now.getTime() - acceptedSince.getTime() < SILENCE_MOST_MS) return undefined;
  const look = hasSecret
    ? 'look at the webhook and at the mails in the dashboard of Resend'
    : 'RESEND_WEBHOOK_SECRET is not set, so that no event can be believed';
  const heard = events === 0 ? 'nothing was heard since' : `${events} other events came`;
  return `${name}: Resend accepted mails at ${acceptedSince.toISOString()} and reported none as delivered (${heard}); ${look}`;
}
