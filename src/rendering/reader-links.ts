import type { IsoWeek } from '#calendar/iso-week.ts';
import type { PairingSlug } from '#catalog/pairing.ts';
import { slot } from './slots.ts';

/** The addresses in a mail. Those that act for a reader carry the reader's token; the others are the same for everybody. */
export function readerLinks(publicUrl: string) {
  const token = slot('READER_TOKEN');
  return {
    issue: (week: IsoWeek) => `${publicUrl}/issues/${week}`,
    compare: (pairing: PairingSlug) => `${publicUrl}/compare/${pairing}`,
    panel: `${publicUrl}/panel`,
    vote: (pairing: PairingSlug) => `${publicUrl}/vote/${pairing}/${token}`,
    preferences: `${publicUrl}/preferences/${token}`,
    unsubscribe: `${publicUrl}/unsubscribe/${token}`,
  };
}
