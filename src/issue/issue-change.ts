/** What can be done to an issue, as its history tells it. */
export type IssueAct =
  | 'composed'
  | 'edited'
  | 'restored'
  | 'approved'
  | 'withdrew the approval of'
  | 'held'
  | 'released'
  | 'skipped'
  | 'froze'
  | 'published the template of'
  | 'published no template of'
  | 'paused'
  | 'resumed'
  | 'stopped what had not left of'
  | 'settled the unknown of'
  | 'looked on the provider’s list for'
  | 'reopened'
  | 'finished sending';

/** Who did what to an issue, and when: no issue changes without one. */
export type IssueChange = {
  /** An editor's address, or what ran by itself. */
  who: string;
  act: IssueAct;
  at: Date;
  /** The reason, or what else a reader of the history should know. */
  note?: string;
};

/** In place of an editor, where nobody sat at the keyboard. */
export const BY_SCHEDULE = 'the schedule';
export const BY_COMMAND = 'the command line';
export const BY_SENDER = 'the sender';
