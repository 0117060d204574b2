import type { PairingSlug } from '#catalog/pairing.ts';

/** A part of the issue that an editor can change. */
export type IssueField = 'subject' | 'preheader' | 'note' | 'sponsor' | 'lineup';

/** Something wrong with a mail before it is sent. Errors stop the approval and the sending; warnings only speak. */
export type Finding = {
  check: string;
  level: 'error' | 'warning';
  /** Reads on into the problem: `subject` `is 51 characters`. */
  place: string;
  problem: string;
  remedy: string;
  /** Where an editor mends it; left out when only the templates or the settings can. */
  field?: IssueField;
  pairing?: PairingSlug;
};
