import known from './client-support.json' with { type: 'json' };
import type { Found, OpenedMail } from './mail-check.ts';
import { type SupportGap, supportGaps } from './support-gaps.ts';

/** A feature whose gaps were looked at, and why the mail uses it all the same. Written by `npm run client-support`. */
export type KnownGaps = { feature: string; reason: string; none: string[]; partial: string[] };

function isKnown({ feature, client, support }: SupportGap): boolean {
  return (known as KnownGaps[]).some((gaps) => gaps.feature === feature && gaps[support].includes(client));
}

function findingOf(feature: string, gaps: readonly SupportGap[]): Found {
  const clients = gaps.map(({ client, support }) => (support === 'none' ? client : `${client} (in part)`));
  const notes = [...new Set(gaps.map(({ note }) => note))].filter((note) => note !== '');
  return {
    place: feature,
    problem: `is not supported by ${clients.join(', ')}${notes.length > 0 ? `: ${notes.join(' ')}` : ''}`,
    remedy: 'do without it, or look at the mail there and run "npm run client-support"',
  };
}

/** What Gmail, Outlook, Apple Mail and Yahoo do not support and nobody has looked at yet. */
export async function clientSupport({ message }: OpenedMail): Promise<Found[]> {
  if (message.html.trim() === '') return [];
  const unknown = (await supportGaps(message.html)).filter((gap) => !isKnown(gap));
  const byFeature = Map.groupBy(unknown, ({ feature }) => feature);
  return [...byFeature].map(([feature, gaps]) => findingOf(feature, gaps));
}
